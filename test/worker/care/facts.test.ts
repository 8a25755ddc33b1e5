import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { connectQueue } from '../../../src/queue/connect.ts';
import { consume } from '../../../src/queue/consume.ts';
import { DiskGauge } from '../../../worker/care/disk-gauge.ts';
import { SweptSoFar } from '../../../worker/care/swept-so-far.ts';
import { TestRedis } from '../../support/redis.ts';

const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent, child: () => log };

describe('what a worker says of itself', () => {
  test('how full the disk of its data folder is', async () => {
    const gauge = new DiskGauge(tmpdir());
    expect(gauge.now).toBeNull();
    await gauge.look();
    const { free, total } = gauge.now ?? { free: 0, total: 0 };
    expect(total).toBeGreaterThan(1024 ** 2);
    expect(free).toBeLessThanOrEqual(total);
  });

  test('nothing of a disk that is gone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dockgrade-gauge-'));
    const gauge = new DiskGauge(folder);
    await gauge.look();
    expect(gauge.now).not.toBeNull();
    await rm(folder, { recursive: true });
    await gauge.look();
    expect(gauge.now).toBeNull();
  });

  test('the runs that it cleaned up behind, and those of which something is left now', () => {
    const swept = new SweptSoFar();
    expect(swept.now).toEqual({ cleaned: 0, left: [] });
    swept.add({ cleaned: ['a', 'b'], left: ['c'] });
    expect(swept.now).toEqual({ cleaned: 2, left: ['c'] });
    swept.add({ cleaned: ['c'], left: [] });
    expect(swept.now).toEqual({ cleaned: 3, left: [] });
    swept.add({ cleaned: [], left: Array.from({ length: 30 }, (_, index) => `run ${index}`) });
    expect(swept.now.left).toHaveLength(10);
  });

  test('reaches whoever looks at the queue', async () => {
    const redis = await TestRedis.start();
    const queue = connectQueue(redis.url, { log });
    const facts = {
      compose: '2.40.0',
      disk: { free: 5, total: 10 },
      swept: { cleaned: 2, left: ['gone'] },
    };
    const worker = consume(redis.url, {
      concurrency: 1,
      process: () => Promise.reject(new Error('no job comes')),
      log,
      info: { engine: '29.0.0', dockgrade: '1.0.0', trouble: null, ...facts },
      timing: { beat: 50, farewell: 500 },
    });
    try {
      worker.start();
      await expect.poll(() => queue.workers()).toEqual([expect.objectContaining(facts)]);
    } finally {
      await worker.drain(AbortSignal.abort());
      await queue.close();
      await redis.stop();
    }
  });
});
