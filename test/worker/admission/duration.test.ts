import { expect, test } from 'vitest';
import { durationOf, secondsOf } from '../../../worker/admission/duration.ts';

test.for([
  ['1ms', 0.001],
  ['500ms', 0.5],
  ['10s', 10],
  ['1m30s', 90],
  ['1h0m0s', 3600],
  ['0s', 0],
] as const)('%s is %d seconds, and back', ([text, seconds]) => {
  expect(secondsOf(text)).toBeCloseTo(seconds);
  expect(secondsOf(durationOf(seconds))).toBeCloseTo(seconds);
});

test.for([
  [0, '0s'],
  [0.0001, '0s'],
  [0.9999, '1s'],
  [59.9999, '1m0s'],
  [3599.9996, '1h0m0s'],
] as const)('%d seconds are written as Go writes them: %s', ([seconds, text]) => {
  expect(durationOf(seconds)).toBe(text);
});

test.for(['', '10', 's', '-1s', '1 s', null, 5])('%j is no duration', (value) => {
  expect(secondsOf(value)).toBeUndefined();
});
