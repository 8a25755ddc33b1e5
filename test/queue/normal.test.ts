import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { PRIORITY } from '../../src/core/submission.ts';
import { connectQueue } from '../../src/queue/connect.ts';
import type { Change, Consumer, Process, Queue } from '../../src/queue/queue.ts';
import { gradingJob, refusedRun } from '../support/jobs.ts';
import { TestRedis } from '../support/redis.ts';
import { LOG, NEVER, QUICK, startWorker } from './parts.ts';

describe('a queue on Redis', () => {
  let redis: TestRedis;
  let queue: Queue;
  const workers: Consumer[] = [];
  const worker = (work?: Process, concurrency = 2) => {
    const consumer = startWorker(redis.url, work, { concurrency });
    workers.push(consumer);
    return consumer;
  };
  const state = async (id: string) => (await queue.states([id])).get(id);
  const ended = async (id: string) => {
    await vi.waitFor(async () => expect(await state(id)).toBe('ended'), { timeout: 5_000 });
    return (await queue.ended(100)).find((one) => one.id === id);
  };

  beforeAll(async () => {
    redis = await TestRedis.start();
  });
  beforeEach(async () => {
    await redis.clear();
    queue = connectQueue(redis.url, { log: LOG, timing: QUICK });
  });
  afterEach(async () => {
    for (const consumer of workers.splice(0)) await consumer.drain(AbortSignal.abort());
    await queue.close();
  });
  afterAll(() => redis.stop());

  test('gives a job to a worker and its result to whoever asks, until it is forgotten', async () => {
    const job = gradingJob();
    expect(await state(job.id)).toBe('unknown');
    await queue.add(job, PRIORITY.first);
    expect(await state(job.id)).toBe('waiting');
    worker();
    expect(await ended(job.id)).toEqual({ id: job.id, outcome: 'done', run: refusedRun(job), tries: 1 });
    await queue.forget(job.id);
    expect(await state(job.id)).toBe('unknown');
    expect(await redis.client.keys(`*${job.id}*`)).toEqual([]);
    expect(await redis.client.keys('*:result:*')).toEqual([]);
  });

  test('makes one job of the same one added ten times', async () => {
    const job = gradingJob();
    await Promise.all(Array.from({ length: 10 }, () => queue.add(job, PRIORITY.first)));
    expect(await queue.counts()).toEqual({ waiting: 1, running: 0, delayed: 0, ended: 0 });
    const runs: string[] = [];
    worker(async (given, { run }) => {
      runs.push(run);
      return refusedRun(given);
    });
    await ended(job.id);
    await queue.add(job, PRIORITY.first);
    expect(await state(job.id)).toBe('ended');
    expect(runs).toHaveLength(1);
  });

  test('takes first attempts before repeated ones, and both before regrades', async () => {
    const jobs = { regrade: gradingJob(), repeated: gradingJob(), first: gradingJob(), later: gradingJob() };
    await queue.add(jobs.regrade, PRIORITY.regrade);
    await queue.add(jobs.repeated, PRIORITY.repeated);
    await queue.add(jobs.first, PRIORITY.first);
    await queue.add(jobs.later, PRIORITY.first);
    const order: string[] = [];
    worker(async (job) => {
      order.push(job.id);
      return refusedRun(job);
    }, 1);
    await ended(jobs.regrade.id);
    expect(order).toEqual([jobs.first.id, jobs.later.id, jobs.repeated.id, jobs.regrade.id]);
  });

  test('tells every listener what happens to a job, and what was told to whoever comes later', async () => {
    const changes: Change[] = [];
    queue.onChange((change) => changes.push(change));
    const other = connectQueue(redis.url, { log: LOG });
    const heard: Change[] = [];
    other.onChange((change) => heard.push(change));
    await queue.announce('before');
    await vi.waitFor(() => expect(changes).toContainEqual({ id: 'before', kind: 'announced' }));

    const job = gradingJob();
    const { promise: go, resolve: finish } = Promise.withResolvers<void>();
    await queue.add(job, PRIORITY.first);
    worker(async (given, { tell }) => {
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

  test('lets a worker that stops finish what it began', async () => {
    const [first, second] = [gradingJob(), gradingJob()];
    const { promise: go, resolve: finish } = Promise.withResolvers<void>();
    const consumer = worker(async (job) => {
      await go;
      return refusedRun(job);
    }, 1);
    await queue.add(first, PRIORITY.first);
    await vi.waitFor(() => expect(consumer.running()).toBe(1));
    await queue.add(second, PRIORITY.first);
    const drained = consumer.drain(NEVER);
    await vi.waitFor(async () => expect(await queue.workers()).toMatchObject([{ draining: true }]));
    finish();
    await drained;
    expect(await queue.states([first.id, second.id])).toEqual(
      new Map([
        [first.id, 'ended'],
        [second.id, 'waiting'],
      ]),
    );
    expect(await queue.workers()).toEqual([]);
  });
});
