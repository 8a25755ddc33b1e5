import { expect, test } from 'vitest';
import { differences } from '../../../worker/admission/fixed-point.ts';

test.for([
  { name: 'a value that changed', ours: { a: { b: 1 } }, loaded: { a: { b: 2 } }, paths: ['/a/b'] },
  { name: 'a key that was added', ours: { a: 1 }, loaded: { a: 1, c: { d: true } }, paths: ['/c'] },
  { name: 'an entry that was lost', ours: { a: ['x', 'y'] }, loaded: { a: ['x'] }, paths: ['/a/1'] },
  { name: 'the order of keys', ours: { a: [{ b: 1, c: 2 }] }, loaded: { a: [{ c: 2, b: 1 }] }, paths: [] },
  { name: 'what means nothing', ours: { a: {}, b: false }, loaded: { c: null, d: [] }, paths: [] },
])('$name', ({ ours, loaded, paths }) => {
  expect(differences(ours, loaded)).toEqual(paths);
});
