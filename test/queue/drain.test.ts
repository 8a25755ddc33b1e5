import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { refusedRun } from '../support/jobs.ts';
import { Bench, endless, NEVER } from './parts.ts';

describe('a worker that stops', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterEach(() => bench.clear());
  afterAll(() => bench.close());

  test('waits for what runs, and takes nothing more', async () => {
    const { promise: go, resolve: finish } = Promise.withResolvers<void>();
    const consumer = bench.worker(
      async (job) => {
        await go;
        return refusedRun(job);
      },
      { concurrency: 1 },
    );
    const running = await bench.add();
    await vi.waitFor(() => expect(consumer.running()).toBe(1));
    const waiting = await bench.add();
    const drained = consumer.drain(NEVER);
    await vi.waitFor(async () => expect(await bench.queue.workers()).toMatchObject([{ draining: true }]));
    finish();
    await drained;
    expect(await bench.queue.states([running, waiting])).toEqual(
      new Map([
        [running, 'ended'],
        [waiting, 'waiting'],
      ]),
    );
    expect(await bench.queue.workers()).toEqual([]);
  });

  test('puts back what still runs at its deadline, at no cost in tries, and another one finishes it', async () => {
    const { work, runs } = endless();
    const consumer = bench.worker(work);
    const ids = [await bench.add(), await bench.add()];
    await vi.waitFor(() => expect(runs).toHaveLength(2));
    const deadline = new AbortController();
    const drained = consumer.drain(deadline.signal);
    deadline.abort();
    await drained;
    expect(runs.map(({ reason }) => reason)).toMatchObject([{ code: 'interrupted' }, { code: 'interrupted' }]);
    for (const id of ids) {
      expect(await bench.state(id)).toBe('waiting');
      expect(await bench.redis.client.hget(`dockgrade:grading:${id}`, 'atm')).toBeNull();
    }
    bench.worker();
    for (const id of ids) expect(await bench.ended(id)).toMatchObject({ outcome: 'done' });
  });

  test('tells whoever listens what it put back', async () => {
    const kinds: string[] = [];
    const stop = bench.queue.onChange(({ kind }) => kinds.push(kind));
    const { work, runs } = endless();
    const consumer = bench.worker(work);
    await bench.add();
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    await consumer.drain(AbortSignal.abort());
    await vi.waitFor(() => expect(kinds).toEqual(['started', 'put-back']));
    stop();
  });

  test('waits until what it interrupts has cleaned up behind itself', async () => {
    const { promise: cleaned, resolve: clean } = Promise.withResolvers<void>();
    let left = true;
    const consumer = bench.worker(async (_job, { signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      await cleaned;
      left = false;
      throw signal.reason;
    });
    const id = await bench.add();
    await vi.waitFor(() => expect(consumer.running()).toBe(1));
    const drained = consumer.drain(AbortSignal.abort());
    await vi.waitFor(async () => expect(await bench.queue.workers()).toMatchObject([{ draining: true }]));
    expect(await bench.state(id)).toBe('running');
    clean();
    await drained;
    expect(left).toBe(false);
    expect(await bench.state(id)).toBe('waiting');
  });

  test('stops while Redis is away', async () => {
    const { work, runs } = endless();
    const consumer = bench.worker(work);
    const id = await bench.add();
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    await bench.redis.kill();
    await consumer.drain(AbortSignal.abort());
    expect(runs[0]?.reason).toMatchObject({ code: 'interrupted' });
    await bench.redis.restart({ withFile: true });
    bench.worker();
    expect(await bench.ended(id)).toMatchObject({ outcome: 'done' });
  });

  test('hands in the result of a job that ended while Redis was away, when that is back soon', async () => {
    const { promise: go, resolve: finish } = Promise.withResolvers<void>();
    const consumer = bench.worker(
      async (job) => {
        await go;
        return refusedRun(job);
      },
      { timing: {} },
    );
    const id = await bench.add();
    await vi.waitFor(() => expect(consumer.running()).toBe(1));
    await bench.redis.kill();
    const drained = consumer.drain(NEVER);
    finish();
    await vi.waitFor(() => expect(consumer.running()).toBe(0));
    await bench.redis.restart({ withFile: true });
    await drained;
    expect(await bench.ended(id)).toMatchObject({ outcome: 'done', tries: 1 });
  });
});

describe('a worker that is not well', () => {
  test('takes no job until it is well again, and finishes the one that it has', async () => {
    const bench = await Bench.open();
    const { promise: go, resolve: finish } = Promise.withResolvers<void>();
    const consumer = bench.worker(
      async (job) => {
        await go;
        return refusedRun(job);
      },
      { concurrency: 1, info: { engine: '26.1.5', dockgrade: '0.1.0', trouble: 'its disk is full' } },
    );
    const first = await bench.add();
    await vi.waitFor(() => expect(consumer.running()).toBe(1));
    const second = await bench.add();
    consumer.pause();
    finish();
    expect(await bench.ended(first)).toMatchObject({ outcome: 'done' });
    await vi.waitFor(async () => expect(await bench.queue.workers()).toMatchObject([{ trouble: 'its disk is full' }]));
    expect(await bench.state(second)).toBe('waiting');
    consumer.resume();
    expect(await bench.ended(second)).toMatchObject({ outcome: 'done', tries: 1 });
    await bench.close();
  });
});
