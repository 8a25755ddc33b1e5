import { expect, test } from 'vitest';
import { nearest } from '../../src/core/nearest.ts';

test.each([
  ['prot', ['path', 'port'], 'port'],
  ['image-build', ['image-size', 'image-builds'], 'image-builds'],
  ['Image-Builds', ['image-builds'], 'image-builds'],
  ['clsed', ['open', 'closed'], 'closed'],
  ['kubernetes', ['image-builds', 'port'], undefined],
  ['', ['port'], undefined],
  ['port', [], undefined],
])('%s among %j', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});
