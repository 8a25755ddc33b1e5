import { expect, test } from 'vitest';
import { hangOf } from '../../../src/service/operations/hang.ts';

const usual = [20, 22, 25];
const standing = { stageSeconds: 10, runSeconds: 60, usual, limitSeconds: 600 };

test.each([
  ['a stage as long as usual', {}, null],
  ['thrice the usual time, to the second', { stageSeconds: 66 }, null],
  ['more than thrice the usual time', { stageSeconds: 67 }, { why: 'slow', usualSeconds: 22 }],
  ['longer than usual, but hardly longer than the slowest', { stageSeconds: 90, usual: [20, 22, 70] }, null],
  ['much longer than the slowest', { stageSeconds: 106, usual: [20, 22, 70] }, { why: 'slow', usualSeconds: 22 }],
  ['a short stage that takes some seconds more', { stageSeconds: 29, usual: [0.1, 0.1, 0.1] }, null],
  [
    'a short stage that takes half a minute',
    { stageSeconds: 31, usual: [0.1, 0.1, 0.1] },
    { why: 'slow', usualSeconds: 0.1 },
  ],
  ['an assignment of which too little is known', { stageSeconds: 500, usual: [1, 1] }, null],
  ['an assignment of which nothing is known', { stageSeconds: 500, usual: [] }, null],
  ['a run whose time is over and that is being cleaned up', { runSeconds: 780 }, null],
  ['a run that goes on long after its time', { runSeconds: 781 }, { why: 'over', limitSeconds: 600 }],
  [
    'that one, although its stage is slow as well',
    { runSeconds: 781, stageSeconds: 700 },
    { why: 'over', limitSeconds: 600 },
  ],
] as const)('%s', (_what, change, hang) => {
  expect(hangOf({ ...standing, ...change })).toEqual(hang);
});
