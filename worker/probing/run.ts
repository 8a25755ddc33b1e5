import type { Probe } from '../../src/core/assignment/schema.ts';
import type { Answer } from '../../src/core/evidence/common.ts';
import type { ProbeResult } from '../../src/core/evidence/probe.ts';
import { inEach, type Text } from '../../src/core/text.ts';
import { describe, jsonOf, type Match, matches } from './matches.ts';
import { readPath } from './path.ts';
import { type PlainRequest, prepare } from './request.ts';
import { type Json, MissingVariable, substitute, substituteText, type Variables, withoutNonce } from './variables.ts';

export type Send = (request: PlainRequest) => Promise<Answer>;

/** Characters of a body that are recorded; all of it was compared. */
const RECORDED = 4096;

/** Asks one after the other, because later probes use what earlier ones saved into `variables`. */
export async function runProbes(probes: readonly Probe[], send: Send, variables: Variables): Promise<ProbeResult[]> {
  const results: ProbeResult[] = [];
  for (const probe of probes) results.push(await runProbe(probe, send, variables));
  return results;
}

/**
 * Asks once and compares. What can be saved is saved even when the probe fails, so that one fault costs one probe; a probe that needs what
 * nobody saved is skipped. Nothing that is recorded holds the nonce.
 */
export async function runProbe(probe: Probe, send: Send, variables: Variables): Promise<ProbeResult> {
  let request: PlainRequest;
  let expect: Probe['expect'];
  try {
    request = prepare(probe.request, variables);
    expect = expectation(probe.expect, variables);
  } catch (error) {
    if (error instanceof MissingVariable) return skipped(probe, notAsked(error));
    throw error;
  }
  const answer = await send(request);
  const match = matches(expect, answer);
  const unsaved = save(probe.save, answer, variables);
  const said = match.ok && unsaved !== null ? withoutSaved(match, unsaved) : match;
  const clean = (text: string) => withoutNonce(text, variables);
  return {
    name: probe.name,
    request: {
      method: request.method,
      path: clean(request.path),
      body: request.body === null ? null : clean(request.body).slice(0, RECORDED),
    },
    answer: recorded(answer, variables),
    outcome: match.ok && unsaved === null ? 'pass' : 'fail',
    expected: inEach((lang) => clean(said.expected[lang])),
    actual: inEach((lang) => clean(said.actual[lang])),
  };
}

/** A probe that was not asked, and why. */
export function skipped(probe: Probe, reason: Text): ProbeResult {
  const { method, path, json, body } = probe.request;
  const sent = json === undefined ? (body ?? null) : JSON.stringify(json);
  return {
    name: probe.name,
    request: { method, path, body: sent?.slice(0, RECORDED) ?? null },
    answer: null,
    outcome: 'skipped',
    expected: describe(probe.expect),
    actual: reason,
  };
}

/** An answer as it may be stored: without the nonce, and no longer than a reader needs. */
export function recorded(answer: Answer, variables: Variables): Answer {
  if (!answer.ok) return answer;
  const body = withoutNonce(answer.body, variables);
  return { ...answer, body: body.slice(0, RECORDED), truncated: answer.truncated || body.length > RECORDED };
}

function notAsked({ variable }: MissingVariable): Text {
  return {
    en: `not asked: no earlier answer held "${variable}"`,
    es: `no se preguntó: ninguna respuesta anterior tenía "${variable}"`,
  };
}

/** The answer was right, but did not hold what later probes need. */
function withoutSaved({ expected }: Match, place: string): Pick<Match, 'expected' | 'actual'> {
  return {
    expected: { en: `${expected.en}, a value at ${place}`, es: `${expected.es}, un valor en ${place}` },
    actual: { en: `${place} is missing in the answer`, es: `${place} no está en la respuesta` },
  };
}

function expectation(expect: Probe['expect'], variables: Variables): Probe['expect'] {
  return {
    ...expect,
    ...(expect.body !== undefined && { body: substituteText(expect.body, variables) }),
    ...(expect.json !== undefined && { json: substitute(expect.json as Json, variables) }),
  };
}

/** Saves what is there; returns the first place where nothing is. */
function save(wanted: Probe['save'], answer: Answer, variables: Variables): string | null {
  const json = jsonOf(answer);
  let missing: string | null = null;
  for (const [name, place] of Object.entries(wanted)) {
    const value = json === undefined ? undefined : readPath(json, place);
    if (value === undefined) missing ??= place;
    else variables.set(name, value);
  }
  return missing;
}
