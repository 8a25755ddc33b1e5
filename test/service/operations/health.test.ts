import { expect, test } from 'vitest';
import { healthOf, troubleOf } from '../../../src/service/operations/health.ts';

const well = {
  queueAnswers: true,
  workers: { taking: 2, shown: 2 },
  roundAge: 3,
  oldestWaiting: null,
  hanging: 0,
  open: 0,
  breached: false,
};

test('all is well', () => {
  const { health, overall } = healthOf(well);
  expect(new Set(Object.values(health))).toEqual(new Set(['ok']));
  expect(overall).toBe('ok');
  expect(troubleOf(well)).toBeNull();
});

test.each([
  ['one worker rests', { workers: { taking: 1, shown: 2 } }, { workers: 'warn' }, 'warn', null],
  ['all workers rest', { workers: { taking: 0, shown: 2 } }, { workers: 'bad' }, 'bad', 'no-workers'],
  ['there is no worker', { workers: { taking: 0, shown: 0 } }, { workers: 'bad' }, 'bad', 'no-workers'],
  ['Redis is away', { queueAnswers: false, workers: null }, { queue: 'bad', workers: 'unknown' }, 'bad', 'queue-away'],
  ['nothing was compared yet', { roundAge: null }, { keeper: 'warn' }, 'warn', null],
  ['nothing was compared for a minute', { roundAge: 61 }, { keeper: 'bad' }, 'bad', null],
  ['one waits for half an hour', { oldestWaiting: 1800 }, { waiting: 'warn' }, 'warn', null],
  ['one waits for two hours', { oldestWaiting: 7200 }, { waiting: 'bad' }, 'bad', null],
  ['one run hangs', { hanging: 1 }, { runs: 'warn' }, 'warn', null],
  ['a fault of ours is open', { open: 1 }, { faults: 'warn' }, 'warn', null],
  ['there was an alarm', { breached: true }, { faults: 'bad' }, 'bad', null],
] as const)('%s', (_what, change, parts, overall, trouble) => {
  const condition = { ...well, ...change };
  expect(healthOf(condition)).toMatchObject({ health: parts, overall });
  expect(troubleOf(condition)).toBe(trouble);
});
