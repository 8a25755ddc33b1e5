import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PRIORITY } from '../../src/core/submission.ts';
import { connectQueue } from '../../src/queue/connect.ts';
import { startContainer } from '../../src/queue/own/container.ts';
import type { ConnectedEngine } from '../../worker/engine/connect.ts';
import { openEngine } from '../support/engine.ts';
import { gradingJob } from '../support/jobs.ts';
import { LOG } from './parts.ts';

describe('a Redis of our own in a container', () => {
  let connection: ConnectedEngine;
  let folder: string;

  beforeAll(async () => {
    connection = await openEngine();
    folder = await mkdtemp(join(tmpdir(), 'dockgrade-own-redis-'));
    await connection.engine.prepare(['redis:7'], new AbortController().signal, () => undefined);
  });
  afterAll(async () => {
    await connection.release();
    await rm(folder, { recursive: true, force: true });
  });

  test('answers at an address with a password, replaces the one before it, and leaves nothing', async () => {
    const { host } = connection.engine.info;
    const docker = new Docker({ socketPath: host.replace('unix://', '') });
    const containers = () => docker.listContainers({ all: true, filters: { label: ['dockgrade.redis'] } });
    await startContainer(folder, host, LOG);
    const own = await startContainer(folder, host, LOG);
    expect(own?.url).toMatch(/^redis:\/\/:[0-9a-f]{64}@127\.0\.0\.1:\d+$/);
    expect(await containers()).toHaveLength(1);
    const queue = connectQueue(own?.url ?? '', { log: LOG });
    const job = gradingJob();
    await queue.add(job, PRIORITY.first);
    expect(await queue.states([job.id])).toEqual(new Map([[job.id, 'waiting']]));
    const stranger = connectQueue(own?.url.replace(/:[0-9a-f]{64}@/, ':wrong@') ?? '', { log: LOG });
    await expect(stranger.ping()).rejects.toMatchObject({ code: 'queue-unreachable' });
    await Promise.all([queue.close(), stranger.close()]);
    await own?.stop();
    expect(await containers()).toEqual([]);
  });
});
