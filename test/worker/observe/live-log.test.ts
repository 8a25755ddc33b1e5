import { expect, test, vi } from 'vitest';
import { LIVE_LOG, liveLogSchema } from '../../../src/core/run.ts';
import { liveLog } from '../../../worker/observe/live-log.ts';
import { masker } from '../../../worker/resolve/secrets.ts';

const mask = masker(new Set(['hunter2']), new Set());

/** Prints these lines and gives back what was shown, which must fit into an event. */
async function shown(lines: readonly string[]): Promise<string[]> {
  const told: string[][] = [];
  using live = liveLog({ mask, showLog: (last) => void told.push(last) }, 5);
  for (const line of lines) live.take(line);
  await vi.waitFor(() => expect(told).toHaveLength(1), { interval: 5 });
  return liveLogSchema.parse(told[0]);
}

test('of a million lines the last ones are shown, in one message', async () => {
  const lines = Array.from({ length: 1_000_000 }, (_, index) => `#7 line ${index}`);
  expect(await shown(lines)).toEqual(lines.slice(-LIVE_LOG.lines));
});

test('secrets are hidden, also where signs that nobody sees stand within them', async () => {
  expect(await shown(['password hunter2', 'hun\u001b[31mter2', `${'x'.repeat(196)}hunter2`])).toEqual([
    'password ••••',
    '••••',
    `${'x'.repeat(196)}••••`,
  ]);
});

test('of a line that was cut off nothing is shown: half of a secret may stand at its edge', async () => {
  const clipped = '#5 0.4 [output clipped, log limit 200KiB/s reached]';
  expect(await shown(['#5 0.4 whole', '#5 0.4 password hunt', clipped])).toEqual(['#5 0.4 whole', clipped]);
  expect(await shown([`ter2${'x'.repeat(4092)}`])).toEqual(['… (4096+ characters)']);
});

test('what acts on a terminal is gone, a bar of progress is its newest lines, and long lines are cut', async () => {
  const bar = Array.from({ length: 100 }, (_, index) => `${index} %`).join('\r');
  const lines = await shown(['\u001b]0;title\u0007plain\u0007', '', bar, 'é😀'.repeat(500)]);
  expect(lines).toHaveLength(LIVE_LOG.lines);
  expect(lines.at(-2)).toBe('99 %');
  expect(lines.at(-1)).toMatch(/^é😀.*…$/);
  expect(lines.at(-1)?.isWellFormed()).toBe(true);
  expect(await shown(['\u001b]0;title\u0007plain\u0007'])).toEqual(['plain']);
});

test('nothing is shown any more when the program has ended', async () => {
  const told = vi.fn();
  {
    using live = liveLog({ mask, showLog: told }, 5);
    live.take('last words');
  }
  await shown(['later']);
  expect(told).not.toHaveBeenCalled();
});
