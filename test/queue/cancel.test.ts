import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Bench, endless } from './parts.ts';

const CANCELLED = { outcome: 'failed', fault: { code: 'interrupted' }, tries: 1 };

describe('cancelling a job', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterEach(() => bench.clear());
  afterAll(() => bench.close());

  test('that waits takes it out of the queue', async () => {
    const id = await bench.add();
    await bench.queue.cancel(id);
    expect(await bench.state(id)).toBe('unknown');
    await bench.queue.cancel(id);
  });

  test('that waits for its next try takes it out too', async () => {
    bench.worker(async () => {
      throw new Error('a fault that may pass');
    }, {});
    const id = await bench.add();
    await vi.waitFor(async () => expect((await bench.redis.client.hgetall(`dockgrade:grading:${id}`)).atm).toBe('1'));
    await bench.queue.cancel(id);
    await vi.waitFor(async () => expect(['unknown', 'ended']).toContain(await bench.state(id)));
  });

  test('that runs reaches its worker within two seconds, and it is not tried again', async () => {
    const { work, runs } = endless();
    bench.worker(work);
    const [id, other] = [await bench.add(), await bench.add()];
    await vi.waitFor(() => expect(runs).toHaveLength(2));
    await bench.queue.cancel(id);
    await vi.waitFor(() => expect(runs.find((run) => run.id === id)?.reason).toMatchObject({ code: 'interrupted' }), {
      timeout: 2_000,
    });
    expect(await bench.ended(id)).toMatchObject(CANCELLED);
    expect(runs.find((run) => run.id === other)?.reason).toBeUndefined();
  });

  test('reaches the worker also when the message is lost', async () => {
    const { work, runs } = endless();
    // The pause between two looks as it is in earnest.
    bench.worker(work, { timing: {} });
    const id = await bench.add();
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    await bench.redis.client.set(`dockgrade:cancelled:${id}`, '1');
    await vi.waitFor(() => expect(runs[0]?.reason).toMatchObject({ code: 'interrupted' }), { timeout: 2_000 });
    expect(await bench.ended(id)).toMatchObject(CANCELLED);
  });

  test('that a worker has just been given keeps it from beginning', async () => {
    const id = await bench.add();
    await bench.redis.client.set(`dockgrade:cancelled:${id}`, '1');
    const { work, runs } = endless();
    bench.worker(work);
    expect(await bench.ended(id)).toMatchObject(CANCELLED);
    expect(runs).toEqual([]);
  });

  test('that has ended leaves it as it is', async () => {
    bench.worker();
    const id = await bench.add();
    await bench.ended(id);
    await bench.queue.cancel(id);
    expect(await bench.ended(id)).toMatchObject({ outcome: 'done' });
  });
});
