import { expect, test } from 'vitest';
import { columns, cut, wrap } from '../../src/cli/formats/text/layout.ts';
import { cpuSeconds } from '../support/cpu-seconds.ts';

test.each([
  ['abc', 3],
  ['ñandú', 5],
  ['n\u0303', 1],
  ['漢字', 4],
  ['✔ ok', 4],
  ['🎉', 2],
])('%s takes as many columns as a terminal gives it', (text, count) => {
  expect(columns(text)).toBe(count);
});

test('lines break at spaces, and inside of a word that is longer than a line', () => {
  expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
  expect(wrap('abcdefghij kl', 4)).toEqual(['abcd', 'efgh', 'ij', 'kl']);
  expect(wrap('a\n\nb', 9)).toEqual(['a', '', 'b']);
});

test('a text of wide characters in a narrow space ends', () => {
  expect(wrap('漢字漢', 1)).toEqual(['漢', '字', '漢']);
});

test('a cut line shows that there was more', () => {
  expect(cut('abcdef', 6)).toBe('abcdef');
  expect(cut('abcdefg', 6)).toBe('abcde…');
  expect(cut('a\tb', 9)).toBe('a  b');
});

test('a very long word takes no long time', () => {
  const started = process.cpuUsage();
  expect(wrap('x'.repeat(500_000), 80)).toHaveLength(6250);
  expect(cpuSeconds(started)).toBeLessThan(5);
});
