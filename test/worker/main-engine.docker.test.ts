import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, test } from 'vitest';
import { type ConnectedEngine, connectEngine } from '../../worker/engine/connect.ts';
import { ownPaths } from '../../worker/engine/own/paths.ts';
import { killOwnEngine, openEngine } from '../support/engine.ts';
import { SMALL_BASE, smallJob } from '../support/small-submission.ts';
import { endOf, expectGood, leftOf, startQueue, WorkerProcess } from '../support/worker-process.ts';

/** An engine of these tests' own, so that its death harms nobody else. */
let connection: ConnectedEngine;
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'dockgrade-engine-'));
  const say = () => undefined;
  connection = await connectEngine({ home, dockerHost: null, signal: AbortSignal.timeout(60_000), say });
  const { engine, release } = await openEngine();
  await engine.prepare([SMALL_BASE], AbortSignal.timeout(240_000), say);
  const saved = execa('docker', ['--host', engine.info.host, 'save', SMALL_BASE], {
    encoding: 'buffer',
    buffer: false,
  });
  await saved.pipe('docker', ['--host', ownPaths(home).host, 'load']);
  await release();
});
afterAll(async () => {
  await connection.release();
  await rm(home, { recursive: true, force: true });
});

test.for(['build', 'probe'])(
  'A submission whose engine is killed in the stage %s is graded again, by what it does and not by what came of that',
  async (stage, context) => {
    const { expect, signal } = context;
    const { redis, queue } = await startQueue(context);
    const job = await smallJob(context);
    await queue.add(job, 1);
    const settings = { DOCKGRADE_DATA: home, DOCKER_HOST: '' };
    const worker = new WorkerProcess(context, redis, 'quick', settings);
    await worker.until((line) => line.stage === stage);
    killOwnEngine(home);
    await worker.until((line) => line.msg.startsWith('well again'));
    const end = await endOf(queue, job.id);
    expectGood(end, job, expect);
    expect(end.tries).toBe(2);
    expect(await leftOf(connection.engine, worker.runs(), signal, home)).toEqual([]);
  },
);
