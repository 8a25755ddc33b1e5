import { hostname } from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DockgradeError } from '../../src/core/errors.ts';
import { PRIORITY } from '../../src/core/submission.ts';
import { MAX_RESULT } from '../../src/queue/result.ts';
import { gradingJob, refusedRun } from '../support/jobs.ts';
import { Bench } from './parts.ts';

describe('a fault in a queue', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterEach(() => bench.clear());
  afterAll(() => bench.close());

  test('that may pass is tried again after longer and longer pauses, each try under a name of its own, and then stands as data', async () => {
    const began: number[] = [];
    const runs = new Set<string>();
    bench.worker(async (_job, { run }) => {
      began.push(performance.now());
      runs.add(run);
      throw new DockgradeError('registry-limited', 'The registry allows no more pulls.', { remedy: 'Wait an hour.' });
    });
    const id = await bench.add();
    expect(await bench.ended(id)).toEqual({
      id,
      outcome: 'failed',
      fault: {
        code: 'registry-limited',
        message: 'The registry allows no more pulls.',
        remedy: 'Wait an hour.',
        worker: hostname(),
      },
      tries: 3,
    });
    expect(runs.size).toBe(3);
    const [first = 0, second = 0, third = 0] = began;
    expect(second - first).toBeGreaterThanOrEqual(100);
    expect(third - second).toBeGreaterThanOrEqual(200);
  });

  test('that is over at the second try leaves no trace in the result', async () => {
    let tries = 0;
    bench.worker(async (job) => {
      tries += 1;
      if (tries === 1) throw new DockgradeError('engine-unreachable', 'The engine went away.');
      return refusedRun(job);
    });
    const id = await bench.add();
    expect(await bench.ended(id)).toMatchObject({ outcome: 'done', tries: 2 });
  });

  test('that comes back every time is not tried again', async () => {
    bench.worker(async () => {
      throw new DockgradeError('repository-private', 'The repository asks for a password.');
    });
    const id = await bench.add();
    expect(await bench.ended(id)).toEqual({
      id,
      outcome: 'failed',
      fault: {
        code: 'repository-private',
        message: 'The repository asks for a password.',
        remedy: null,
        worker: hostname(),
      },
      tries: 1,
    });
  });

  test('that nobody foresaw shows people nothing of the code', async () => {
    bench.worker(async () => {
      throw new TypeError('cannot read /var/lib/dockgrade/secret of undefined');
    });
    const id = await bench.add();
    const ended = await bench.ended(id);
    expect(ended).toMatchObject({ outcome: 'failed', fault: { code: 'internal' }, tries: 3 });
    const kept = JSON.stringify([ended, await bench.redis.client.hgetall(`dockgrade:grading:${id}`)]);
    expect(kept).not.toMatch(/cannot read|at .*\.ts:\d/);
  });

  test.each([
    ['is no JSON', 'data', '{"id":'],
    ['is another thing', 'data', '{"command":"rm -rf /"}'],
    ['belongs to another job', 'data', JSON.stringify(gradingJob())],
  ])('a job whose content %s ends as a fault, and the next one is done', async (_what, field, content) => {
    const id = await bench.add();
    await bench.redis.client.hset(`dockgrade:grading:${id}`, field, content);
    const runs: string[] = [];
    bench.worker(async (job, { run }) => {
      runs.push(run);
      return refusedRun(job);
    });
    const next = await bench.add();
    expect(await bench.ended(next)).toMatchObject({ outcome: 'done' });
    const ended = await bench.ended(id);
    expect(ended).toMatchObject({
      outcome: 'failed',
      fault: { code: expect.stringMatching(/^(internal|result-invalid)$/) },
    });
    expect(runs).toHaveLength(1);
    await bench.queue.forget(id);
    expect(await bench.state(id)).toBe('unknown');
  });

  test.each([
    ['names no result', 'returnvalue', '{"run":7}'],
    ['is no JSON', 'returnvalue', '{"run"'],
    ['has no result', 'returnvalue', ''],
  ])('an ended job that %s is told as a fault, beside the others', async (_what, field, content) => {
    bench.worker();
    const [good, bad] = [await bench.add(), await bench.add()];
    await Promise.all([bench.ended(good), bench.ended(bad)]);
    await bench.redis.client.hset(`dockgrade:grading:${bad}`, field, content);
    expect(await bench.ended(bad)).toMatchObject({ outcome: 'failed', fault: { code: 'result-invalid' } });
    expect(await bench.ended(good)).toMatchObject({ outcome: 'done' });
  });

  test('a result that somebody changed in Redis is no result', async () => {
    bench.worker();
    const id = await bench.add();
    await bench.ended(id);
    const [key = ''] = await bench.redis.client.keys('dockgrade:result:*');
    for (const text of ['{"outcome":"graded"}', 'nonsense', 'x'.repeat(MAX_RESULT + 1)]) {
      await bench.redis.client.set(key, text);
      expect(await bench.ended(id)).toMatchObject({ outcome: 'failed', fault: { code: 'result-invalid' } });
    }
  });

  test('a result that has been forgotten makes the job unknown, so that it is put back', async () => {
    bench.worker();
    const id = await bench.add();
    await bench.ended(id);
    await bench.redis.client.del(await bench.redis.client.keys('dockgrade:result:*'));
    expect(await bench.queue.ended(10)).toEqual([]);
    expect(await bench.state(id)).toBe('unknown');
  });

  test('a run that is larger than the cap, or not a run at all, ends as a fault at once', async () => {
    const large = gradingJob();
    bench.worker(async (job) => {
      const run = refusedRun(job);
      if (job.id === large.id) return { ...run, worker: { ...run.worker, engine: 'x'.repeat(MAX_RESULT) } };
      return Object.assign(run, { outcome: 'excellent' });
    });
    await bench.queue.add(large, PRIORITY.first);
    const wrong = await bench.add();
    for (const id of [large.id, wrong]) {
      expect(await bench.ended(id)).toMatchObject({ outcome: 'failed', fault: { code: 'result-invalid' }, tries: 1 });
    }
    expect(await bench.redis.client.keys('dockgrade:result:*')).toEqual([]);
  });
});
