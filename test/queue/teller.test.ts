import { expect, test, vi } from 'vitest';
import type { RunEvent } from '../../src/core/run.ts';
import { makeTeller } from '../../src/queue/teller.ts';

const started = (): RunEvent => ({ type: 'stage-started', stage: 'build', at: '2026-11-21T12:00:00.000Z' });
const detail = (en: string): RunEvent => ({ type: 'stage-detail', stage: 'build', detail: { en, es: en } });

function recorder(pause: number) {
  const sent: { at: number; events: RunEvent[] }[] = [];
  const teller = makeTeller(pause, async (events) => {
    sent.push({ at: performance.now(), events });
  });
  return { sent, teller };
}

test('a burst of remarks is one message, and only the newest of them is kept', async () => {
  const { sent, teller } = recorder(50);
  teller.tell(started());
  for (let n = 0; n < 1_000; n += 1) teller.tell(detail(`${n} %`));
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  await teller.finish();
  expect(sent.map(({ events }) => events)).toEqual([[started(), detail('999 %')]]);
});

test('the newest log of a stage stands beside its newest detail, and is gone when the stage has ended', async () => {
  const { sent, teller } = recorder(60_000);
  const log = (...lines: string[]): RunEvent => ({ type: 'stage-log', stage: 'build', lines });
  const ended: RunEvent = {
    type: 'stage-ended',
    stage: 'build',
    outcome: 'ran',
    seconds: 1,
    detail: { en: 'done', es: 'listo' },
  };
  teller.tell(started());
  for (let n = 0; n < 1_000; n += 1) for (const event of [detail(`${n}`), log(`${n}`)]) teller.tell(event);
  await teller.finish();
  teller.tell(ended);
  await teller.finish();
  expect(sent.map(({ events }) => events)).toEqual([
    [started(), detail('999'), log('999')],
    [started(), detail('999'), log(), ended],
  ]);
});

test('between two messages is at least the pause, and each has everything since the beginning', async () => {
  const { sent, teller } = recorder(50);
  for (let n = 0; n < 5; n += 1) {
    teller.tell(started());
    await vi.waitFor(() => expect(sent).toHaveLength(n + 1), { interval: 1 });
  }
  await teller.finish();
  expect(sent.map(({ events }) => events.length)).toEqual([1, 2, 3, 4, 5]);
  for (const [index, { at }] of sent.entries())
    if (index > 0) expect(at - (sent[index - 1]?.at ?? 0)).toBeGreaterThan(45);
});

test('the last event gets out at once when the run has ended', async () => {
  const { sent, teller } = recorder(60_000);
  teller.tell(started());
  teller.tell(detail('done'));
  await teller.finish();
  expect(sent.map(({ events }) => events)).toEqual([[started(), detail('done')]]);
  await teller.finish();
  expect(sent).toHaveLength(1);
});

test('a run that tells without end is cut off at 200 events, with room for its stages', async () => {
  const { sent, teller } = recorder(60_000);
  for (let n = 0; n < 500; n += 1) {
    teller.tell({ type: 'stage-detail', stage: n % 2 ? 'build' : 'start', detail: { en: `${n}`, es: `${n}` } });
  }
  for (let n = 0; n < 500; n += 1) teller.tell(started());
  await teller.finish();
  const events = sent[0]?.events ?? [];
  expect(events).toHaveLength(200);
  expect(events.filter(({ type }) => type === 'stage-started')).toHaveLength(100);
});
