import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { PRIORITY } from '../../src/core/submission.ts';
import { connectQueue } from '../../src/queue/connect.ts';
import type { Queue } from '../../src/queue/queue.ts';
import { gradingJob, refusedRun } from '../support/jobs.ts';
import { TestRedis } from '../support/redis.ts';
import { Line } from './line.ts';
import { Bench, endless, LOG, startWorker } from './parts.ts';

/** Milliseconds that a call takes until it says that Redis is away. */
async function refused(call: Promise<unknown>): Promise<number> {
  const began = performance.now();
  await expect(call).rejects.toMatchObject({ code: 'queue-unreachable', remedy: expect.stringContaining('Redis') });
  return performance.now() - began;
}

function everyCall(queue: Queue): Promise<unknown>[] {
  const job = gradingJob();
  return [
    queue.add(job, PRIORITY.first),
    queue.states([job.id]),
    queue.cancel(job.id),
    queue.progress(job.id),
    queue.ended(10),
    queue.forget(job.id),
    queue.workers(),
    queue.counts(),
    queue.announce(job.id),
    queue.ping(),
  ];
}

describe('a queue whose Redis goes away', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterEach(() => bench.clear());
  afterAll(() => bench.close());

  test('says so within two seconds, and works again by itself', async () => {
    const before = await bench.add();
    await bench.redis.kill();
    for (const took of await Promise.all(everyCall(bench.queue).map(refused))) expect(took).toBeLessThan(8_000);
    await bench.redis.restart({ withFile: true });
    expect(await bench.state(before)).toBe('waiting');
    bench.worker();
    expect(await bench.ended(before)).toMatchObject({ outcome: 'done' });
  });

  test('says so within two seconds also when Redis only hangs, and works again by itself', async () => {
    await bench.queue.ping();
    bench.redis.freeze();
    try {
      for (const took of await Promise.all(everyCall(bench.queue).map(refused))) expect(took).toBeLessThan(8_000);
    } finally {
      bench.redis.thaw();
    }
    await vi.waitFor(() => bench.queue.ping(), { timeout: 30_000 });
    bench.worker();
    expect(await bench.ended(await bench.add())).toMatchObject({ outcome: 'done' });
  });

  test('or was never there can be connected to, and closed', async () => {
    const redis = await TestRedis.start();
    await redis.kill();
    const queue = connectQueue(redis.url, { log: LOG });
    expect(await refused(queue.ping())).toBeLessThan(8_000);
    const forgotten = connectQueue(redis.url, { log: LOG });
    await forgotten.close();
    let reconnected = 0;
    queue.onReconnect(() => {
      reconnected += 1;
    });
    await redis.restart({ withFile: true });
    await vi.waitFor(() => expect(reconnected).toBe(1), { timeout: 30_000 });
    await queue.ping();
    await queue.close();
    await redis.stop();
  });

  test('tells listeners of changes again when it is back', async () => {
    const heard: string[] = [];
    const stop = bench.queue.onChange(({ id }) => heard.push(id));
    let reconnected = 0;
    const hush = bench.queue.onReconnect(() => {
      reconnected += 1;
    });
    await bench.redis.kill();
    await bench.redis.restart({ withFile: false });
    await vi.waitFor(() => expect(reconnected).toBe(1), { timeout: 30_000 });
    await vi.waitFor(async () => {
      await bench.queue.announce('after');
      expect(heard).toContain('after');
    });
    hush();
    stop();
  });

  test('and comes back with its file: the job that ran is finished by the same try', async () => {
    const { promise: go, resolve: finish } = Promise.withResolvers<void>();
    const runs: string[] = [];
    bench.worker(
      async (job, { run, tell }) => {
        runs.push(run);
        tell({ type: 'stage-started', stage: 'build', at: '2026-11-21T12:00:00.000Z' });
        await go;
        return refusedRun(job);
      },
      { timing: {} },
    );
    const id = await bench.add();
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    await bench.redis.kill();
    await bench.redis.restart({ withFile: true });
    finish();
    expect(await bench.ended(id)).toMatchObject({ outcome: 'done', tries: 1 });
    expect(runs).toHaveLength(1);
  });

  test('and takes the result of a job that ended meanwhile when it is back', async () => {
    const { promise: go, resolve: finish } = Promise.withResolvers<void>();
    const { promise: over, resolve: finished } = Promise.withResolvers<void>();
    const consumer = bench.worker(
      async (job) => {
        await go;
        finished();
        return refusedRun(job);
      },
      { timing: {} },
    );
    const id = await bench.add();
    await vi.waitFor(() => expect(consumer.running()).toBe(1));
    await bench.redis.kill();
    finish();
    await over;
    await bench.redis.restart({ withFile: true });
    expect(await bench.ended(id)).toMatchObject({ outcome: 'done', tries: 1 });
  });

  test('and comes back without its file: jobs are unknown, and what is put back is done once, while the old try ends', async () => {
    const { work, runs } = endless();
    const done: string[] = [];
    const consumer = bench.worker(async (job, context) => {
      if (runs.length === 0) return work(job, context);
      done.push(context.run);
      return refusedRun(job);
    });
    const job = gradingJob();
    await bench.queue.add(job, PRIORITY.first);
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    const waiting = gradingJob();
    consumer.pause();
    await bench.queue.add(waiting, PRIORITY.first);
    await bench.redis.kill();
    await bench.redis.restart({ withFile: false });
    await vi.waitFor(
      async () =>
        expect(await bench.queue.states([job.id, waiting.id])).toEqual(
          new Map([
            [job.id, 'unknown'],
            [waiting.id, 'unknown'],
          ]),
        ),
      { timeout: 30_000 },
    );
    consumer.resume();
    await bench.queue.add(job, PRIORITY.first);
    await bench.queue.add(waiting, PRIORITY.first);
    expect(await bench.ended(job.id)).toMatchObject({ outcome: 'done', tries: 1 });
    expect(await bench.ended(waiting.id)).toMatchObject({ outcome: 'done', tries: 1 });
    expect(done).toHaveLength(2);
    await vi.waitFor(() => expect(runs[0]?.reason).toMatchObject({ code: 'interrupted' }), { timeout: 30_000 });
    expect(await bench.ended(job.id)).toMatchObject({ outcome: 'done', tries: 1 });
  });

  test('while jobs are being added: each is in it, or was refused', async () => {
    const ids: string[] = [];
    const gone: string[] = [];
    let adding = true;
    const adds = (async () => {
      while (adding) {
        const job = gradingJob();
        await bench.queue.add(job, PRIORITY.first).then(
          () => ids.push(job.id),
          () => gone.push(job.id),
        );
      }
    })();
    await vi.waitFor(() => expect(ids.length).toBeGreaterThan(50));
    await bench.redis.kill();
    await bench.redis.restart({ withFile: true });
    const before = ids.length;
    await vi.waitFor(() => expect(ids.length).toBeGreaterThan(before + 50), { timeout: 30_000 });
    adding = false;
    await adds;
    expect(gone.length).toBeGreaterThan(0);
    const states = await bench.queue.states(ids);
    expect(new Set(states.values())).toEqual(new Set(['waiting']));
    expect(states.size).toBe(ids.length);
  });
});

test('a worker that starts before its Redis takes jobs as soon as that is there', async () => {
  const bench = await Bench.open();
  await bench.redis.kill();
  bench.worker();
  await bench.redis.restart({ withFile: true });
  await vi.waitFor(() => bench.queue.ping(), { timeout: 30_000 });
  expect(await bench.ended(await bench.add())).toMatchObject({ outcome: 'done' });
  await bench.close();
});

test('a worker whose connections died without a word makes new ones', async () => {
  const bench = await Bench.open();
  const line = await Line.open(bench.redis.url);
  const consumer = startWorker(line.url);
  expect(await bench.ended(await bench.add())).toMatchObject({ outcome: 'done' });
  line.cut();
  expect(await bench.ended(await bench.add())).toMatchObject({ outcome: 'done' });
  await consumer.drain(AbortSignal.abort());
  await line.close();
  await bench.close();
});
