import type { ProbeExpectation } from '../../src/core/assignment/schema.ts';
import type { Answer } from '../../src/core/evidence/common.ts';
import { inEach, type Lang, type Text } from '../../src/core/text.ts';
import { firstDifference, shorten } from './differ.ts';
import type { Json } from './variables.ts';

/** Levels of JSON that an answer may have. */
const DEPTH = 64;

/** `expected` says everything that was asked, `actual` what came, naming the first difference. */
export interface Match {
  ok: boolean;
  expected: Text;
  actual: Text;
}

/**
 * Compares an answer with what the assignment expects, variables already put in. Looked at in this order: an answer at all, status
 * (without one: below 400), text in the body, JSON (see `firstDifference`).
 */
export function matches(expect: ProbeExpectation, answer: Answer): Match {
  const difference = differenceOf(expect, answer);
  const actual = difference ?? statusOf(answer);
  return { ok: difference === null, expected: describe(expect), actual };
}

/** What is asked of an answer, in few words. */
export function describe(expect: ProbeExpectation): Text {
  return inEach((lang) => {
    const words = WORDS[lang];
    const parts = [expect.status ? `${words.status} ${statuses(expect, lang)}` : statuses(expect, lang)];
    if (expect.body !== undefined) parts.push(`${words.bodyWith} "${shorten(expect.body, 200)}"`);
    if (expect.json !== undefined) parts.push(`${words.jsonWith} ${shorten(JSON.stringify(expect.json), 300)}`);
    return parts.join(', ');
  });
}

/** The body as JSON; undefined when it is none, or lies deeper than anybody writes: what is saved is written into later requests. */
export function jsonOf(answer: Answer): Json | undefined {
  const json = parsed(answer);
  return json === undefined || isDeep(json) ? undefined : json;
}

function parsed(answer: Answer): Json | undefined {
  if (!answer.ok) return undefined;
  try {
    return JSON.parse(answer.body.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function isDeep(json: Json, levels = DEPTH): boolean {
  if (json === null || typeof json !== 'object') return false;
  return levels === 0 || Object.values(json).some((inner) => isDeep(inner, levels - 1));
}

function differenceOf(expect: ProbeExpectation, answer: Answer): Text | null {
  if (!answer.ok) {
    return inEach((lang) => `${WORDS[lang].noAnswer} (${answer.error}): ${shorten(answer.message, 200)}`);
  }
  const good = expect.status ? expect.status.includes(answer.status) : answer.status < 400;
  if (!good) {
    return inEach((lang) => {
      const { status, expected } = WORDS[lang];
      return `${status} ${answer.status}, ${expected} ${statuses(expect, lang)}${bodyOf(answer, lang)}`;
    });
  }
  const { body } = expect;
  if (body !== undefined && !answer.body.includes(body)) {
    return inEach((lang) => `${WORDS[lang].bodyWithout} "${shorten(body, 200)}"${bodyOf(answer, lang)}`);
  }
  if (expect.json === undefined) return null;
  const json = jsonOf(answer);
  if (json !== undefined) return firstDifference(expect.json, json);
  if (parsed(answer) !== undefined) return inEach((lang) => WORDS[lang].tooDeep);
  return inEach((lang) => (answer.truncated ? WORDS[lang].cutOff : WORDS[lang].noJson + bodyOf(answer, lang)));
}

function statusOf(answer: Answer): Text {
  return inEach((lang) => (answer.ok ? `${WORDS[lang].status} ${answer.status}` : ''));
}

function statuses({ status }: ProbeExpectation, lang: Lang): string {
  return status?.join(` ${WORDS[lang].or} `) ?? WORDS[lang].below400;
}

function bodyOf({ body }: Answer & { ok: true }, lang: Lang): string {
  const words = WORDS[lang];
  return body === '' ? ` (${words.bodyEmpty})` : ` (${words.bodyIs} "${shorten(body, 200)}")`;
}

const WORDS = {
  en: {
    status: 'status',
    below400: 'a status below 400',
    or: 'or',
    expected: 'expected',
    noAnswer: 'no answer',
    bodyWith: 'a body that contains',
    jsonWith: 'JSON that contains',
    bodyWithout: 'the body does not contain',
    cutOff: 'the body is incomplete or longer than 64 KiB',
    noJson: 'the body is no JSON',
    tooDeep: `the JSON of the body is nested more than ${DEPTH} levels deep`,
    bodyEmpty: 'the body is empty',
    bodyIs: 'the body is',
  },
  es: {
    status: 'estado',
    below400: 'un estado menor que 400',
    or: 'o',
    expected: 'se esperaba',
    noAnswer: 'sin respuesta',
    bodyWith: 'un cuerpo que contenga',
    jsonWith: 'un JSON que contenga',
    bodyWithout: 'el cuerpo no contiene',
    cutOff: 'el cuerpo está incompleto o pasa de 64 KiB',
    noJson: 'el cuerpo no es JSON',
    tooDeep: `el JSON del cuerpo tiene más de ${DEPTH} niveles de anidamiento`,
    bodyEmpty: 'el cuerpo está vacío',
    bodyIs: 'el cuerpo es',
  },
};
