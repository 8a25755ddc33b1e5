import { expect, test } from 'vitest';
import { lastOf } from '../../../worker/observe/last-of.ts';

test('A text that fits stays as it is', () => {
  expect(lastOf('abc', 3)).toBe('abc');
});

test('Of a longer one the end stays, and how much was cut is told', () => {
  expect(lastOf(`${'a'.repeat(12_400)}the end`, 7)).toBe('[… 12 kB …]\nthe end');
  expect(lastOf('abcd', 3)).toBe('[… 1 kB …]\nbcd');
});

test('No half character is left where it is cut', () => {
  expect(lastOf('🎉b', 2)).toBe('[… 1 kB …]\n\ufffdb');
});
