import type { ProbeExpectation } from '../../src/core/assignment/schema.ts';
import type { Answer } from '../../src/core/evidence/common.ts';
import { firstDifference, shorten } from './differ.ts';
import type { Json } from './variables.ts';

/** `expected` says everything that was asked, `actual` what came, naming the first difference. */
export interface Match {
  ok: boolean;
  expected: string;
  actual: string;
}

/**
 * Compares an answer with what the assignment expects, variables already put in. Looked at in this order: an answer at all, status
 * (without one: below 400), text in the body, JSON (see `firstDifference`).
 */
export function matches(expect: ProbeExpectation, answer: Answer): Match {
  const difference = differenceOf(expect, answer);
  const actual = difference ?? (answer.ok ? `status ${answer.status}` : '');
  return { ok: difference === null, expected: describe(expect), actual };
}

/** What is asked of an answer, in few words. */
export function describe(expect: ProbeExpectation): string {
  const parts = [expect.status ? `status ${statuses(expect)}` : statuses(expect)];
  if (expect.body !== undefined) parts.push(`a body that contains "${shorten(expect.body, 200)}"`);
  if (expect.json !== undefined) parts.push(`JSON that contains ${shorten(JSON.stringify(expect.json), 300)}`);
  return parts.join(', ');
}

/** The body as JSON; undefined when it is none. */
export function jsonOf(answer: Answer): Json | undefined {
  if (!answer.ok) return undefined;
  try {
    return JSON.parse(answer.body.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function differenceOf(expect: ProbeExpectation, answer: Answer): string | null {
  if (!answer.ok) return `no answer (${answer.error}): ${shorten(answer.message, 200)}`;
  const good = expect.status ? expect.status.includes(answer.status) : answer.status < 400;
  if (!good) return `status ${answer.status}, expected ${statuses(expect)}${bodyOf(answer)}`;
  if (expect.body !== undefined && !answer.body.includes(expect.body)) {
    return `the body does not contain "${shorten(expect.body, 200)}"${bodyOf(answer)}`;
  }
  if (expect.json === undefined) return null;
  const json = jsonOf(answer);
  if (json !== undefined) return firstDifference(expect.json, json);
  return answer.truncated ? 'the body is incomplete or longer than 64 KiB' : `the body is no JSON${bodyOf(answer)}`;
}

function statuses({ status }: ProbeExpectation): string {
  return status?.join(' or ') ?? 'a status below 400';
}

function bodyOf(answer: Answer & { ok: true }): string {
  return answer.body === '' ? ' (the body is empty)' : ` (the body is "${shorten(answer.body, 200)}")`;
}
