import { afterAll, beforeAll, describe, test } from 'vitest';
import type { ConnectedEngine } from '../../worker/engine/connect.ts';
import type { Engine } from '../../worker/engine/engine.ts';
import { openEngine } from '../support/engine.ts';
import { smallJob } from '../support/small-submission.ts';
import { endOf, exampleJob, expectGood, leftOf, startQueue, WorkerProcess } from '../support/worker-process.ts';

let connection: ConnectedEngine;
let engine: Engine;
beforeAll(async () => {
  connection = await openEngine();
  engine = connection.engine;
});
afterAll(() => connection.release());

describe.concurrent('A worker', () => {
  test('gives back the facts of a submission under its id, and leaves nothing', async (context) => {
    const { expect, signal } = context;
    const { redis, queue } = await startQueue(context);
    const job = await exampleJob();
    await queue.add(job, 1);
    const worker = new WorkerProcess(context, redis, 'command');
    const end = await endOf(queue, job.id);
    expectGood(end, job, expect);
    const [run] = worker.runs();
    expect(run).not.toBe(job.id);
    const teardown = expect.objectContaining({ type: 'stage-started', stage: 'teardown' });
    expect(await queue.progress(job.id)).toMatchObject({ run, events: expect.arrayContaining([teardown]) });
    expect(await leftOf(engine, worker.runs(), signal)).toEqual([]);
    for (const line of worker.lines.filter((one) => one.submission ?? one.run)) {
      expect(line).toMatchObject({ submission: job.id, run });
    }
  });

  test('F118 takes no folder and no host that nobody told it of, whatever the queue says', async (context) => {
    const { expect } = context;
    const { redis, queue } = await startQueue(context);
    const repositories = ['/etc', 'https://127.0.0.1/ana/homework', 'https://git.example.com/ana/homework'];
    const jobs = await Promise.all(repositories.map(exampleJob));
    for (const job of jobs) await queue.add(job, 1);
    const worker = new WorkerProcess(context, redis, 'command', { DOCKGRADE_FOLDERS: '' });
    const fault = expect.objectContaining({ code: 'repository-not-allowed' });
    for (const { id } of jobs) expect(await endOf(queue, id)).toEqual({ id, outcome: 'failed', fault, tries: 1 });
    expect(worker.runs()).toHaveLength(jobs.length);
  });

  test('grades two submissions at once in one engine, each as if it were alone', async (context) => {
    const { expect, signal } = context;
    const { redis, queue } = await startQueue(context);
    const jobs = [await smallJob(context), await smallJob(context)];
    for (const job of jobs) await queue.add(job, 1);
    const worker = new WorkerProcess(context, redis, 'command', { DOCKGRADE_CONCURRENCY: '2' });
    for (const { id } of jobs) await worker.until((line) => line.submission === id && line.stage === 'start');
    expect(worker.lines.find(({ msg }) => msg === 'run ended')).toBeUndefined();
    for (const job of jobs) expectGood(await endOf(queue, job.id), job, expect);
    expect(worker.runs()).toHaveLength(2);
    expect(await leftOf(engine, worker.runs(), signal)).toEqual([]);
  });

  test.for(['build', 'start', 'probe'])(
    'hears soon that a submission is cancelled in the stage %s, and leaves nothing',
    async (stage, context) => {
      const { expect, signal } = context;
      const { redis, queue } = await startQueue(context);
      const job = await smallJob(context);
      await queue.add(job, 1);
      const worker = new WorkerProcess(context, redis, 'command');
      await worker.until((line) => line.stage === stage);
      const asked = performance.now();
      await queue.cancel(job.id);
      await worker.until((line) => line.stage === 'teardown');
      expect(performance.now() - asked).toBeLessThan(15_000);
      expect(await endOf(queue, job.id)).toMatchObject({ outcome: 'failed', fault: { code: 'interrupted' } });
      expect(await leftOf(engine, worker.runs(), signal)).toEqual([]);
    },
  );
});

describe.concurrent('A worker that is stopped', () => {
  test('finishes what runs, and begins nothing more', async (context) => {
    const { expect, signal } = context;
    const { redis, queue } = await startQueue(context);
    const [job, next] = [await smallJob(context), await smallJob(context)];
    await queue.add(job, 1);
    const worker = new WorkerProcess(context, redis, 'command', { DOCKGRADE_CONCURRENCY: '1' });
    await worker.until((line) => line.stage === 'start');
    worker.signal('SIGTERM');
    await worker.until((line) => line.msg === 'stopping');
    await queue.add(next, 1);
    expect(await worker.status()).toBe(0);
    expectGood(await endOf(queue, job.id), job, expect);
    expect(await queue.states([next.id])).toEqual(new Map([[next.id, 'waiting']]));
    expect(await leftOf(engine, worker.runs(), signal)).toEqual([]);
  });

  test.for([
    { how: 'at once where it gets no time', settings: { DOCKGRADE_DRAIN: '0' }, signals: 1 },
    { how: 'at the second signal', settings: {}, signals: 2 },
  ])('puts what runs back $how, and another worker finishes it', async ({ settings, signals }, context) => {
    const { expect, signal } = context;
    const { redis, queue } = await startQueue(context);
    const job = await smallJob(context);
    await queue.add(job, 1);
    const worker = new WorkerProcess(context, redis, 'command', settings);
    await worker.until((line) => line.stage === 'probe');
    worker.signal('SIGTERM');
    await worker.until((line) => line.msg === 'stopping');
    if (signals === 2) worker.signal('SIGTERM');
    expect(await worker.status()).toBe(0);
    expect(await leftOf(engine, worker.runs(), signal)).toEqual([]);
    expect(await queue.states([job.id])).toEqual(new Map([[job.id, 'waiting']]));

    const another = new WorkerProcess(context, redis, 'command');
    const end = await endOf(queue, job.id);
    expectGood(end, job, expect);
    expect(await leftOf(engine, another.runs(), signal)).toEqual([]);
  });

  test('by the end of the service that it belongs to finishes what runs, and ends', async (context) => {
    const { expect, signal } = context;
    const { redis, queue } = await startQueue(context);
    const job = await smallJob(context);
    await queue.add(job, 1);
    const worker = new WorkerProcess(context, redis, 'command');
    await worker.until((line) => line.stage === 'build');
    worker.leaveAlone();
    expect(await worker.status()).toBe(0);
    expectGood(await endOf(queue, job.id), job, expect);
    expect(await leftOf(engine, worker.runs(), signal)).toEqual([]);
  });
});

test('A Redis that is killed and comes back empty costs the run that it knew of, and nothing after it', async (context) => {
  const { expect, signal } = context;
  const { redis, queue } = await startQueue(context);
  const [lost, next] = [await smallJob(context), await smallJob(context)];
  await queue.add(lost, 1);
  const worker = new WorkerProcess(context, redis, 'quick');
  await worker.until((line) => line.stage === 'start');
  await redis.kill();
  await redis.restart({ withFile: false });
  await worker.until((line) => line.msg === 'run interrupted');
  expect(await leftOf(engine, worker.runs(), signal)).toEqual([]);
  await queue.add(next, 1);
  expectGood(await endOf(queue, next.id), next, expect);
  expect(await queue.states([lost.id])).toEqual(new Map([[lost.id, 'unknown']]));
  expect(await leftOf(engine, worker.runs(), signal)).toEqual([]);
});
