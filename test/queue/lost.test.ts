import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { refusedRun } from '../support/jobs.ts';
import { Bench, endless, killed } from './parts.ts';

describe('a worker that is killed', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterEach(() => bench.clear());
  afterAll(() => bench.close());

  test('in the middle of a job leaves it to another one, which does it once', async () => {
    const child = bench.child('hold');
    const id = await bench.add();
    await bench.untilRuns(child, 1);
    const runs: string[] = [];
    bench.worker(async (job, { run }) => {
      runs.push(run);
      return refusedRun(job);
    });
    await killed(child);
    expect(await bench.ended(id)).toMatchObject({ outcome: 'done', tries: 2 });
    expect(runs).toHaveLength(1);
  });

  test('and so is the next one: the job ends as lost, and is given to no third', async () => {
    const id = await bench.add();
    for (const _ of [1, 2]) {
      const child = bench.child('hold');
      await bench.untilRuns(child, 1);
      await killed(child);
      // Nobody looks for lost jobs while there is no worker.
      expect(await bench.state(id)).toBe('running');
    }
    const runs: string[] = [];
    bench.worker(async (job, { run }) => {
      runs.push(run);
      return refusedRun(job);
    });
    expect(await bench.ended(id)).toMatchObject({ outcome: 'failed', fault: { code: 'worker-lost' }, tries: 2 });
    expect(runs).toEqual([]);
  });

  test('beside another one costs no job: all end once', async () => {
    const child = bench.child('hold');
    const ids = [await bench.add(), await bench.add()];
    await bench.untilRuns(child, 2);
    const runs: string[] = [];
    bench.worker(async (job) => {
      runs.push(job.id);
      return refusedRun(job);
    });
    while (ids.length < 20) ids.push(await bench.add());
    await bench.ended(ids[10] ?? '');
    await killed(child);
    for (const id of ids) expect(await bench.ended(id)).toMatchObject({ outcome: 'done' });
    expect(runs.toSorted()).toEqual(ids.toSorted());
    expect(await bench.queue.counts()).toEqual({ waiting: 0, running: 0, delayed: 0, ended: 20 });
  });

  test('is listed no more soon after', async () => {
    const child = bench.child('finish');
    await vi.waitFor(async () => expect(await bench.queue.workers()).toMatchObject([{ pid: child.pid }]), {
      timeout: 30_000,
    });
    await killed(child);
    await vi.waitFor(async () => expect(await bench.queue.workers()).toEqual([]), { timeout: 5_000 });
  });

  test('keeps the lock of a long job as long as it lives', async () => {
    const { promise: go, resolve: finish } = Promise.withResolvers<void>();
    const runs: string[] = [];
    const slow = async (job: Parameters<typeof refusedRun>[0], { run }: { run: string }) => {
      runs.push(run);
      await go;
      return refusedRun(job);
    };
    bench.worker(slow);
    bench.worker(slow);
    const id = await bench.add();
    await bench.until(id, 'running');
    const began = performance.now();
    // Twice as long as a lock lasts without being renewed.
    await vi.waitFor(() => expect(performance.now() - began).toBeGreaterThan(3_000), { timeout: 30_000 });
    finish();
    expect(await bench.ended(id)).toMatchObject({ outcome: 'done', tries: 1 });
    expect(runs).toHaveLength(1);
  });

  test('or that loses its lock stops its try, and the result of that try counts nothing', async () => {
    const { work, runs } = endless();
    bench.worker(work, { concurrency: 1 });
    const id = await bench.add();
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    await bench.redis.client.set(`dockgrade:grading:${id}:lock`, 'somebody else', 'PX', 1_000);
    await vi.waitFor(() => expect(runs[0]?.reason).toMatchObject({ code: 'interrupted' }), { timeout: 30_000 });
    // When the other one is lost too, the job is taken again.
    await vi.waitFor(() => expect(runs).toHaveLength(2), { timeout: 30_000 });
    expect(runs[1]).toMatchObject({ id });
    expect(runs[1]?.run).not.toBe(runs[0]?.run);
  });
});
