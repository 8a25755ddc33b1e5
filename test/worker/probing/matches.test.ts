import { describe, expect, test } from 'vitest';
import type { ProbeExpectation } from '../../../src/core/assignment/schema.ts';
import type { Answer } from '../../../src/core/evidence/common.ts';
import { matches } from '../../../worker/probing/matches.ts';

type Good = Extract<Answer, { ok: true }>;

function answer(body: string, more: Partial<Good> = {}): Answer {
  return { ok: true, status: 200, contentType: null, body, truncated: false, seconds: 0.1, ...more };
}

const refused: Answer = { ok: false, error: 'ECONNREFUSED', message: 'connect ECONNREFUSED 10.0.0.2:3000', seconds: 0 };

describe('an answer matches', () => {
  test.each<[string, ProbeExpectation, Answer]>([
    ['without expectations below 400', {}, answer('', { status: 302 })],
    ['with one of the statuses', { status: [200, 404] }, answer('', { status: 404 })],
    ['with a text in its body', { body: 'Ana' }, answer('<p>Ana</p>')],
    ['with more keys than expected', { json: { a: 1 } }, answer('{"a":1,"b":2}')],
    ['with a subset in each item', { json: [{ a: 1 }, { a: 2 }] }, answer('[{"a":1,"b":0},{"a":2}]')],
    ['with a byte order mark', { json: { a: 1 } }, answer('\uFEFF{"a":1}')],
    ['with null where null is expected', { json: { a: null } }, answer('{"a":null}')],
    ['with any number of zero', { json: 0 }, answer('-0')],
    ['with a key that looks special', { json: JSON.parse('{"__proto__":1}') }, answer('{"__proto__":1}')],
  ])('%s', (_, expectation, given) => {
    expect(matches(expectation, given)).toMatchObject({ ok: true });
  });
});

describe('the first difference is named when', () => {
  test.each<[string, ProbeExpectation, Answer, string]>([
    ['nothing answers', {}, refused, 'no answer (ECONNREFUSED): connect ECONNREFUSED 10.0.0.2:3000'],
    ['a status is bad', {}, answer('', { status: 500 }), 'status 500, expected a status below 400 (the body is empty)'],
    [
      'a status differs',
      { status: [201, 202] },
      answer('Oops', { status: 500 }),
      'status 500, expected 201 or 202 (the body is "Oops")',
    ],
    ['a text is not there', { body: 'Ana' }, answer('Eva'), 'the body does not contain "Ana" (the body is "Eva")'],
    ['the body is no JSON', { json: {} }, answer('<p>'), 'the body is no JSON (the body is "<p>")'],
    [
      'the JSON is cut off',
      { json: {} },
      answer('[1,', { truncated: true }),
      'the body is incomplete or longer than 64 KiB',
    ],
    ['a value differs', { json: { a: { b: 'y' } } }, answer('{"a":{"b":"x"}}'), '$.a.b is "x", expected "y"'],
    ['a type differs', { json: { id: 1 } }, answer('{"id":"1"}'), '$.id is "1", expected 1'],
    ['a key is missing', { json: { email: 'e' } }, answer('{"id":1}'), '$.email is missing, expected "e"'],
    ['an item differs', { json: [{ a: 1 }, { a: 2 }] }, answer('[{"a":1},{"a":3}]'), '$[1].a is 3, expected 2'],
    ['the length differs', { json: [1] }, answer('[1,2]'), '$ is an array of 2, expected an array of 1'],
    ['an object is an array', { json: { a: 1 } }, answer('[1]'), '$ is an array of 1, expected an object with a'],
    ['null is an object', { json: { a: {} } }, answer('{"a":null}'), '$.a is null, expected an empty object'],
    ['a key is inherited only', { json: { toString: 'x' } }, answer('{}'), '$.toString is missing, expected "x"'],
    ['a key needs quotes', { json: { 'a b': 1 } }, answer('{"a b":2}'), "$['a b'] is 2, expected 1"],
  ])('%s', (_, expectation, given, actual) => {
    expect(matches(expectation, given)).toMatchObject({ ok: false, actual: { en: actual } });
  });

  test('values are long, and shortened', () => {
    const { actual } = matches({ json: { a: 'b' } }, answer(JSON.stringify({ a: 'x'.repeat(60_000) })));
    expect(actual.en.length).toBeLessThan(200);
  });

  test('the answer is nested without end', () => {
    const deep = '['.repeat(30_000) + ']'.repeat(30_000);
    const actual = 'the JSON of the body is nested more than 64 levels deep';
    expect(matches({ json: { a: 1 } }, answer(deep)).actual.en).toBe(actual);
  });
});

test('What is expected is told in one line', () => {
  expect(matches({ status: [201], body: 'x', json: { a: 1 } }, refused).expected).toEqual({
    en: 'status 201, a body that contains "x", JSON that contains {"a":1}',
    es: 'estado 201, un cuerpo que contenga "x", un JSON que contenga {"a":1}',
  });
});

describe('the first difference is told in Spanish as well when', () => {
  test.each<[string, ProbeExpectation, Answer, string]>([
    ['nothing answers', {}, refused, 'sin respuesta (ECONNREFUSED): connect ECONNREFUSED 10.0.0.2:3000'],
    [
      'a status differs',
      { status: [201, 202] },
      answer('', { status: 500 }),
      'estado 500, se esperaba 201 o 202 (el cuerpo está vacío)',
    ],
    ['a text is not there', { body: 'Ana' }, answer('Eva'), 'el cuerpo no contiene "Ana" (el cuerpo es "Eva")'],
    ['an object is an array', { json: { a: 1 } }, answer('[1]'), '$ es un arreglo de 1, se esperaba un objeto con a'],
    ['a key is missing', { json: { email: 'e' } }, answer('{}'), '$.email no está, se esperaba "e"'],
  ])('%s', (_, expectation, given, actual) => {
    expect(matches(expectation, given).actual.es).toBe(actual);
  });

  test('all is well', () => {
    expect(matches({}, answer('')).actual).toEqual({ en: 'status 200', es: 'estado 200' });
  });
});
