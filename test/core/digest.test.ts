import { expect, test } from 'vitest';
import { digest } from '../../src/core/digest.ts';

test('the order of keys makes no difference, however deep; the order of lists does', () => {
  expect(digest({ b: [{ y: 1, x: 2 }], a: 1 })).toBe(digest({ a: 1, b: [{ x: 2, y: 1 }] }));
  expect(digest([1, 2])).not.toBe(digest([2, 1]));
});

test('it is the SHA-256 of the canonical JSON', () => {
  // printf '{"a":1,"b":2}' | sha256sum
  expect(digest({ b: 2, a: 1 })).toBe('sha256:43258cff783fe7036d8a43033f830adfc60ec037382473548ac742b888292777');
});
