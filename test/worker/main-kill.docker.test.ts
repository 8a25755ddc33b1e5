import { afterAll, beforeAll, describe, test } from 'vitest';
import { STAGES } from '../../src/core/stages.ts';
import type { ConnectedEngine } from '../../worker/engine/connect.ts';
import type { Engine } from '../../worker/engine/engine.ts';
import { openEngine } from '../support/engine.ts';
import { smallJob } from '../support/small-submission.ts';
import { endOf, expectGood, leftOf, startQueue, WorkerProcess } from '../support/worker-process.ts';

const KILLED = STAGES.filter((stage) => stage !== 'drills');

let connection: ConnectedEngine;
let engine: Engine;
beforeAll(async () => {
  connection = await openEngine();
  engine = connection.engine;
});
afterAll(() => connection.release());

describe.concurrent('A submission whose worker is killed is finished by another, which removes what was left', () => {
  test.for(KILLED)('F113 in the stage %s', async (stage, context) => {
    const { expect, signal } = context;
    const { redis, queue } = await startQueue(context);
    const job = await smallJob(context);
    await queue.add(job, 1);
    const killed = new WorkerProcess(context, redis, 'quick');
    await killed.until((line) => line.stage === stage);
    killed.signal('SIGKILL');
    expect(await killed.status()).toBe('SIGKILL');

    const another = new WorkerProcess(context, redis, 'quick');
    expectGood(await endOf(queue, job.id), job, expect);
    expect(another.runs()).toHaveLength(1);
    const runs = [...killed.runs(), ...another.runs()];
    // A worker of another test may be at it.
    await expect.poll(() => leftOf(engine, runs, signal)).toEqual([]);
  });
});

test('The submission of a worker that is killed goes to one that runs already, which removes what was left', async (context) => {
  const { expect, signal } = context;
  const { redis, queue } = await startQueue(context);
  const job = await smallJob(context);
  const workers = [new WorkerProcess(context, redis, 'quick'), new WorkerProcess(context, redis, 'quick')];
  await expect.poll(async () => (await queue.workers()).length).toBe(2);
  await queue.add(job, 1);
  const killed = await Promise.any(
    workers.map(async (worker) => {
      await worker.until((line) => line.stage === 'start');
      return worker;
    }),
  );
  killed.signal('SIGKILL');
  expectGood(await endOf(queue, job.id), job, expect);
  const runs = workers.flatMap((worker) => worker.runs());
  expect(runs).toHaveLength(2);
  await expect.poll(() => leftOf(engine, runs, signal)).toEqual([]);
});

test('A submission that ends every worker is given up, as a fault of ours', async (context) => {
  const { expect } = context;
  const { redis, queue } = await startQueue(context);
  const job = await smallJob(context);
  await queue.add(job, 1);
  for (const _ of ['once', 'and once elsewhere']) {
    const killed = new WorkerProcess(context, redis, 'quick');
    await killed.until((line) => line.stage === 'build');
    killed.signal('SIGKILL');
  }
  new WorkerProcess(context, redis, 'quick');
  expect(await endOf(queue, job.id)).toMatchObject({ outcome: 'failed', fault: { code: 'worker-lost' } });
});
