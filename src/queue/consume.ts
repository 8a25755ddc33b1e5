import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '../core/job.ts';
import type { Log } from '../core/log.ts';
import { startBeat } from './beat.ts';
import { GradingWorker } from './grading-worker.ts';
import type { Consumer, Process, WorkerInfo } from './queue.ts';
import { logOutages, waitingClient } from './redis.ts';
import { TIMING, type Timing } from './timing.ts';
import { makeTries } from './tries.ts';
import { forgetWorker } from './workers.ts';

export interface ConsumeOptions {
  /** How many jobs run at once. */
  concurrency: number;
  process: Process;
  log: Log;
  /** What `Queue.workers` tells of this one. Read anew in every beat, so that getters tell what is so now. */
  info: Pick<WorkerInfo, 'engine' | 'dockgrade' | 'trouble'>;
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
  const redis = waitingClient(url);
  const messages = waitingClient(url);
  logOutages(redis, log);
  messages.on('error', (error) => log.debug({ error }, 'connection for messages'));
  const tries = makeTries({ redis, work, log, timing });
  const worker = new GradingWorker(redis, tries.run, { concurrency, timing });
  worker.on('error', (error) => log.warn({ error }, 'BullMQ'));
  const startedAt = new Date().toISOString();
  let draining = false;
  const describe = () => ({
    id,
    host: hostname(),
    pid: process.pid,
    concurrency,
    ...info,
    startedAt,
    draining,
    running: tries.list(),
  });
  const beat = startBeat({ redis, messages, tries, describe, timing, log });

  let left: Promise<void> | null = null;
  async function leave(): Promise<void> {
    draining = true;
    tries.refuse(true);
    await worker.pause(true);
    await tries.settled();
    // What Redis does not take in time is lost with it, and found by the next worker as a job whose lock ran out.
    await within(worker.close(redis.status !== 'ready'), timing.farewell);
    beat.stop();
    if (redis.status === 'ready') await within(forgetWorker(redis, id), timing.farewell);
    for (const client of [redis, messages, await worker.blocking()]) client?.disconnect();
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

async function within(work: Promise<unknown>, milliseconds: number): Promise<void> {
  const over = new AbortController();
  await Promise.race([work, delay(milliseconds, undefined, { signal: over.signal }).catch(() => undefined)]);
  over.abort();
}
