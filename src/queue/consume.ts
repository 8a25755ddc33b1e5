import { hostname } from 'node:os';
import { newId } from '../core/job.ts';
import type { Log } from '../core/log.ts';
import { startBeat } from './beat.ts';
import { GradingWorker } from './grading-worker.ts';
import type { Consumer, Process, WorkerInfo } from './queue.ts';
import { logOutages, waitingClient } from './redis.ts';
import { TIMING, type Timing } from './timing.ts';
import { makeTries } from './tries.ts';
import { within } from './within.ts';
import { forgetWorker } from './workers.ts';

export interface ConsumeOptions {
  /** How many jobs run at once. */
  concurrency: number;
  process: Process;
  log: Log;
  /** What `Queue.workers` tells of this one. Read anew in every beat, so that getters tell what is so now. */
  info: Pick<WorkerInfo, 'engine' | 'dockgrade' | 'trouble'> & Partial<Pick<WorkerInfo, 'compose' | 'disk' | 'swept'>>;
  timing?: Partial<Timing>;
}

/**
 * Takes jobs from the queue of this Redis. One worker of BullMQ and two connections: one that waits for jobs, and one for everything else, with the
 * messages about cancelled jobs on a third.
 */
export function consume(
  url: string,
  { concurrency, process: work, log, info, timing: shorter }: ConsumeOptions,
): Consumer {
  const timing = { ...TIMING, ...shorter };
  const id = newId();
  const redis = waitingClient(url, timing.silence);
  const messages = waitingClient(url, timing.silence);
  logOutages(redis, log);
  messages.on('error', (error) => log.debug({ error }, 'connection for messages'));
  const tries = makeTries({ redis, work, log, timing });
  const worker = new GradingWorker(redis, tries.run, { concurrency, timing });
  // While Redis is away BullMQ says so at every attempt; `logOutages` says it once.
  worker.on('error', (error) => {
    if (redis.status === 'ready') log.warn({ error }, 'BullMQ');
    else log.debug({ error }, 'BullMQ');
  });
  const startedAt = new Date().toISOString();
  let draining = false;
  const describe = () => ({
    id,
    host: hostname(),
    pid: process.pid,
    concurrency,
    compose: null,
    disk: null,
    swept: null,
    ...info,
    startedAt,
    draining,
    running: tries.list(),
  });
  const beat = startBeat({ redis, messages, tries, describe, timing, log });

  const inTime = (part: Promise<unknown>) =>
    within(part, timing.farewell).catch((error: unknown) => log.warn({ error }, 'a part of stopping failed'));
  let left: Promise<void> | null = null;
  async function leave(): Promise<void> {
    draining = true;
    tries.refuse(true);
    await worker.pause(true);
    await tries.settled();
    // What Redis does not take in time is lost with it, and found by the next worker as a job whose lock ran out.
    if (redis.status !== 'ready') await inTime(new Promise((resolve) => redis.once('ready', resolve)));
    await inTime(worker.close(redis.status !== 'ready'));
    beat.stop();
    if (redis.status === 'ready') await inTime(forgetWorker(redis, id));
    redis.disconnect();
    messages.disconnect();
    // BullMQ never says that a connection ended which was never made.
    await inTime(worker.blocking().then((client) => client?.disconnect()));
  }

  return {
    id,
    start: () => {
      worker.run().catch((error: unknown) => log.error({ error }, 'the worker stopped taking jobs'));
    },
    pause: () => {
      tries.refuse(true);
      worker.pause(true).catch((error: unknown) => log.error({ error }, 'the worker did not pause'));
    },
    resume: () => {
      if (draining) return;
      tries.refuse(false);
      worker.resume().catch((error: unknown) => log.error({ error }, 'the worker did not go on'));
    },
    running: () => tries.list().length,
    async drain(deadline) {
      deadline.addEventListener('abort', tries.putBack, { once: true });
      if (deadline.aborted) tries.putBack();
      left ??= leave();
      await left;
      deadline.removeEventListener('abort', tries.putBack);
    },
  };
}
