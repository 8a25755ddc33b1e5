import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, test } from 'vitest';
import { readSettings } from '../../src/core/settings.ts';
import type { ConnectedEngine } from '../../worker/engine/connect.ts';
import { KEYS } from '../hostile/catalog/keys.ts';
import { named, threatOf } from '../hostile/catalog/threat.ts';
import { openEngine } from '../support/engine.ts';
import { smallJob } from '../support/small-submission.ts';
import { endOf, leftOf, startQueue, WorkerProcess } from '../support/worker-process.ts';

let connection: ConnectedEngine;
beforeAll(async () => {
  connection = await openEngine();
});
afterAll(() => connection.release());

test(named(threatOf(KEYS, 'F214')), async (context) => {
  const { expect, signal } = context;
  const { redis, queue } = await startQueue(context);
  const job = await smallJob(context);
  await queue.add(job, 1);
  const worker = new WorkerProcess(context, redis, 'quick');
  const { run = '' } = await worker.until(({ stage }) => stage === 'build');
  // The build takes a second, and what was admitted was verified before it.
  const file = join(readSettings(process.env).data, 'jobs', run, 'compose.json');
  const model = JSON.parse(await readFile(file, 'utf8'));
  Object.assign(model.services.app, { cap_add: ['NET_RAW'], pids_limit: 0 });
  await writeFile(file, JSON.stringify(model));
  const end = await endOf(queue, job.id);
  expect(end).toMatchObject({ outcome: 'failed', tries: 1, fault: { code: 'sandbox-breached' } });
  expect(JSON.stringify(end)).toContain('container app: HostConfig.CapAdd');
  const told = await worker.until(({ msg }) => msg.startsWith('what was created is not what was admitted'));
  expect(told).toMatchObject({ level: 'error', submission: job.id, run, error: { code: 'sandbox-breached' } });
  expect(told).toMatchObject({
    fields: expect.arrayContaining([
      { where: 'container app: HostConfig.CapAdd', message: expect.stringContaining('is: ["CAP_NET_RAW"]') },
    ]),
  });
  expect(worker.runs()).toEqual([run]);
  expect(await leftOf(connection.engine, [run], signal)).toEqual([]);
});
