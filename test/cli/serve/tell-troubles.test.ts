import { expect, test } from 'vitest';
import { tellTroubles } from '../../../src/cli/serve/tell-troubles.ts';
import { makeLog } from '../../../src/core/log.ts';
import { consume } from '../../../src/queue/consume.ts';
import { atOnce } from '../../support/runs.ts';
import { openService } from '../../support/service.ts';

const SEEN = { timeout: 15_000, interval: 20 };

test('Whoever sits before the service hears once that Redis is away, and once that all is well again', async (context) => {
  const t = await openService(context);
  t.worker(atOnce);
  await expect.poll(async () => (await t.queue.workers()).length, SEEN).toBe(1);
  const told: string[] = [];
  context.onTestFinished(tellTroubles(t, (line) => told.push(line), 50));
  await t.redis.kill();
  await expect.poll(() => told, SEEN).toEqual([expect.stringMatching(/^\d\d:\d\d {2}Redis does not answer: /)]);
  await t.redis.restart({ withFile: true });
  await expect.poll(() => told.slice(1), SEEN).toEqual([expect.stringContaining('well again')]);
});

test('Whoever sits before the service hears why the worker takes nothing', async (context) => {
  const t = await openService(context);
  const told: string[] = [];
  context.onTestFinished(tellTroubles(t, (line) => told.push(line), 20));
  await expect.poll(() => told, SEEN).toEqual([expect.stringContaining('No worker takes submissions')]);
  const info = { engine: '1', dockgrade: '1', trouble: 'the disk is full.' };
  const unwell = consume(t.redis.url, { concurrency: 1, process: atOnce, log: makeLog('silent', 'worker'), info });
  context.onTestFinished(() => unwell.drain(AbortSignal.abort()));
  unwell.start();
  await expect
    .poll(() => told.slice(1), SEEN)
    .toEqual([expect.stringContaining('The worker takes no submissions: the disk is full.')]);
});
