import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { newId } from '../../src/core/job.ts';
import { KEYS, PREFIX, QUEUE } from '../../src/queue/keys.ts';
import { MAX_RESULT, writeResult } from '../../src/queue/result.ts';
import { DOORS } from '../hostile/catalog/doors.ts';
import { named, threatOf } from '../hostile/catalog/threat.ts';
import { gradingJob, refusedRun } from '../support/jobs.ts';
import { Bench, endless } from './parts.ts';

let bench: Bench;
let redis: Redis;
let bull: Queue;
beforeAll(async () => {
  bench = await Bench.open();
  redis = new Redis(bench.redis.url, { maxRetriesPerRequest: null });
  bull = new Queue(QUEUE, { connection: redis, prefix: PREFIX });
});
afterEach(() => bench.clear());
afterAll(async () => {
  await bull.close();
  redis.disconnect();
  await bench.close();
});

/** A perfect result, which nobody worked for, and where it lies. */
async function forge(id: string): Promise<string> {
  const run = newId();
  const job = { ...gradingJob(), id };
  await redis.set(KEYS.result(run), writeResult({ ...refusedRun(job), outcome: 'graded' }));
  return run;
}

describe(named(threatOf(DOORS, 'F164')), () => {
  test('of a job that another worker holds is not taken without its lock', async () => {
    const { work, runs } = endless();
    bench.worker(work, { concurrency: 1 });
    const id = await bench.add();
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    const run = await forge(id);
    const job = await bull.getJob(id);
    for (const token of ['', 'guess', newId()]) {
      await expect(job?.moveToCompleted({ run }, token, false)).rejects.toThrow(/lock/i);
    }
    expect(await bench.state(id)).toBe('running');
    expect(await bench.queue.ended(10)).toEqual([]);
  });

  test('of a job that nobody has begun, or that is not there, is not taken either', async () => {
    const id = await bench.add();
    const run = await forge(id);
    const job = await bull.getJob(id);
    await expect(job?.moveToCompleted({ run }, newId(), false)).rejects.toThrow(/lock|state/i);
    expect(await bench.state(id)).toBe('waiting');
    await forge(newId());
    expect(await bench.queue.ended(10)).toEqual([]);
  });
});

describe(named(threatOf(DOORS, 'F237')), () => {
  test('where its result lies at a place that is no run', async () => {
    bench.worker();
    const id = await bench.add();
    await bench.ended(id);
    await redis.rename(KEYS.result(await forge(id)), KEYS.result('../elsewhere'));
    await redis.hset(`${PREFIX}:${QUEUE}:${id}`, 'returnvalue', JSON.stringify({ run: '../elsewhere' }));
    expect(await bench.ended(id)).toMatchObject({ outcome: 'failed', fault: { code: 'result-invalid' } });
  });

  test('where its result has hundreds of megabytes, of which no more is read than may be one', async () => {
    bench.worker();
    const id = await bench.add();
    await bench.ended(id);
    const [key = ''] = await redis.keys('dockgrade:result:*');
    await redis.setrange(key, 200 * 1024 * 1024, 'x');
    const before = await received();
    const ended = await bench.ended(id);
    expect(ended).toMatchObject({ outcome: 'failed', fault: { code: 'result-invalid' } });
    expect((await received()) - before).toBeLessThan(2 * MAX_RESULT);
  });

  test('where its progress is no progress, or has no end', async () => {
    const id = newId();
    const event = { type: 'stage-detail', stage: 'build', detail: { en: 'x', es: 'x' } };
    const told = (events: unknown, run: unknown = newId()) =>
      redis.set(KEYS.progress(id), JSON.stringify({ run, events }));
    await told([event]);
    expect((await bench.queue.progress(id))?.events).toEqual([event]);
    for (const [events, run] of [
      [[{ ...event, stage: 'elsewhere' }]],
      [[event], 'x'.repeat(100)],
      [Array(1000).fill(event)],
      [[{ ...event, detail: { en: 'x'.repeat(2_000_000), es: '' } }]],
    ] as const) {
      await told(events, run);
      expect(await bench.queue.progress(id)).toBeNull();
    }
  });
});

/** Bytes that this Redis has sent to anybody. */
async function received(): Promise<number> {
  return Number(/^total_net_output_bytes:(\d+)/m.exec(await redis.info('stats'))?.[1]);
}
