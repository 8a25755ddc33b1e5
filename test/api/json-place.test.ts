import { assert, constantFrom, json, nat, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { jsonMistakeAt } from '../../src/api/json-place.ts';

test.each([
  ['', 0],
  ['{"a": 1,}', 8],
  ['{"a" 1}', 5],
  ['[1 2]', 3],
  ['{a: 1}', 1],
  ["{'a': 1}", 1],
  ['{"a": tru}', 6],
  ['[01]', 1],
  ['"no end', 0],
  ['{"a": [1, {"b": ', 16],
  ['{} {}', 3],
])('the mistake of %s is at %i', (text, at) => {
  expect(jsonMistakeAt(text)).toBe(at);
});

test('there is a mistake exactly where JSON.parse finds one, however a text was damaged', () => {
  const damage = tuple(json(), nat(), nat(3), constantFrom('', ',', '"', '{', ']', ':', '0', 'e', '\\', '\n', 'null'));
  assert(
    property(damage, ([text, where, cut, added]) => {
      const at = where % (text.length + 1);
      const damaged = text.slice(0, at) + added + text.slice(at + cut);
      expect(jsonMistakeAt(damaged) === null, damaged).toBe(parses(damaged));
    }),
    { numRuns: 2000 },
  );
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
