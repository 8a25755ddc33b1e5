import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { PRIORITY } from '../../src/core/submission.ts';
import { connectQueue } from '../../src/queue/connect.ts';
import type { Change } from '../../src/queue/queue.ts';
import { gradingJob, refusedRun } from '../support/jobs.ts';
import { Bench, LOG } from './parts.ts';

describe('a queue on Redis', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterEach(() => bench.clear());
  afterAll(() => bench.close());

  test('gives a job to a worker and its result to whoever asks, until it is forgotten', async () => {
    const job = gradingJob();
    expect(await bench.state(job.id)).toBe('unknown');
    await bench.queue.add(job, PRIORITY.first);
    expect(await bench.state(job.id)).toBe('waiting');
    bench.worker();
    expect(await bench.ended(job.id)).toEqual({ id: job.id, outcome: 'done', run: refusedRun(job), tries: 1 });
    await bench.queue.forget(job.id);
    expect(await bench.state(job.id)).toBe('unknown');
    expect(await bench.redis.client.keys(`*${job.id}*`)).toEqual([]);
    expect(await bench.redis.client.keys('*:result:*')).toEqual([]);
  });

  test('makes one job of the same one added ten times', async () => {
    const job = gradingJob();
    await Promise.all(Array.from({ length: 10 }, () => bench.queue.add(job, PRIORITY.first)));
    expect(await bench.queue.counts()).toEqual({ waiting: 1, running: 0, delayed: 0, ended: 0 });
    const runs: string[] = [];
    bench.worker(async (given, { run }) => {
      runs.push(run);
      return refusedRun(given);
    });
    await bench.ended(job.id);
    await bench.queue.add(job, PRIORITY.first);
    expect(await bench.state(job.id)).toBe('ended');
    expect(runs).toHaveLength(1);
  });

  test('takes first attempts before repeated ones, and both before regrades', async () => {
    const jobs = { regrade: gradingJob(), repeated: gradingJob(), first: gradingJob(), later: gradingJob() };
    await bench.queue.add(jobs.regrade, PRIORITY.regrade);
    await bench.queue.add(jobs.repeated, PRIORITY.repeated);
    await bench.queue.add(jobs.first, PRIORITY.first);
    await bench.queue.add(jobs.later, PRIORITY.first);
    const order: string[] = [];
    bench.worker(
      async (job) => {
        order.push(job.id);
        return refusedRun(job);
      },
      { concurrency: 1 },
    );
    await bench.ended(jobs.regrade.id);
    expect(order).toEqual([jobs.first.id, jobs.later.id, jobs.repeated.id, jobs.regrade.id]);
  });

  test('tells every listener what happens to a job, and what was told to whoever comes later', async () => {
    const changes: Change[] = [];
    bench.queue.onChange((change) => changes.push(change));
    const other = connectQueue(bench.redis.url, { log: LOG });
    const heard: Change[] = [];
    other.onChange((change) => heard.push(change));
    await bench.queue.announce('before');
    await vi.waitFor(() => expect(changes).toContainEqual({ id: 'before', kind: 'announced' }));

    const job = gradingJob();
    const { promise: go, resolve: finish } = Promise.withResolvers<void>();
    await bench.queue.add(job, PRIORITY.first);
    bench.worker(async (given, { tell }) => {
      tell({ type: 'stage-started', stage: 'fetch', at: '2026-11-21T12:00:00.000Z' });
      tell({ type: 'stage-detail', stage: 'fetch', detail: { en: 'half', es: 'mitad' } });
      tell({ type: 'stage-detail', stage: 'fetch', detail: { en: 'whole', es: 'todo' } });
      await go;
      return refusedRun(given);
    });
    await vi.waitFor(() => expect(heard).toContainEqual({ id: job.id, kind: 'progress' }));
    const progress = await other.progress(job.id);
    expect(progress?.events).toEqual([
      { type: 'stage-started', stage: 'fetch', at: '2026-11-21T12:00:00.000Z' },
      { type: 'stage-detail', stage: 'fetch', detail: { en: 'whole', es: 'todo' } },
    ]);
    await vi.waitFor(async () =>
      expect((await other.workers()).map(({ running }) => running)).toMatchObject([
        [{ submission: job.id, stage: 'fetch' }],
      ]),
    );
    finish();
    await vi.waitFor(() => expect(heard.at(-1)).toEqual({ id: job.id, kind: 'ended' }));
    expect(changes.filter(({ id }) => id === job.id).map(({ kind }) => kind)).toEqual(['started', 'progress', 'ended']);
    await other.close();
  });
});
