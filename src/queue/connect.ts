import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Queue as BullQueue, type JobState } from 'bullmq';
import type { Redis } from 'ioredis';
import { DockgradeError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { watchChanges } from './changes.ts';
import { forgetJob, readEnded } from './ended.ts';
import { EXPIRY, KEYS, PREFIX, QUEUE } from './keys.ts';
import { readProgress } from './progress.ts';
import type { Queue } from './queue.ts';
import { askingClient, logOutages, withoutPassword } from './redis.ts';
import { ANSWER, TIMING, type Timing, TRIES } from './timing.ts';
import { readWorkers } from './workers.ts';

/** Ids whose states are asked for in one go: their answers must fit into the time that a person waits. */
const BATCH = 500;

/** The producer's side of the queue: two connections, which come back by themselves when Redis does. */
export function connectQueue(url: string, { log, timing: shorter }: { log: Log; timing?: Partial<Timing> }): Queue {
  const timing = { ...TIMING, ...shorter };
  const redis = askingClient(url);
  logOutages(redis, log);
  const bull = new BullQueue<unknown>(QUEUE, {
    connection: redis,
    prefix: PREFIX,
    // Both would ask Redis at once and never again, even if it is away.
    skipVersionCheck: true,
    skipWaitingForReady: true,
    skipMetasUpdate: true,
  });
  bull.on('error', (error) => log.debug({ error }, 'BullMQ'));
  const changes = watchChanges(url, { redis, log });
  const ready = readiness(redis);
  const ask = <T>(work: () => Promise<T>) => answered(ready, url, work);

  return {
    add: (job, priority) =>
      ask(async () => {
        await bull.add(QUEUE, job, {
          jobId: job.id,
          priority,
          attempts: TRIES,
          backoff: { type: 'exponential', delay: timing.backoff },
          stackTraceLimit: 0,
        });
      }),
    async states(ids) {
      const states: Awaited<ReturnType<Queue['states']>> = new Map();
      for (let from = 0; from < ids.length; from += BATCH) {
        const some = ids.slice(from, from + BATCH);
        const found = await ask(() => Promise.all(some.map((id) => bull.getJobState(id))));
        for (const [index, id] of some.entries()) states.set(id, STATES[found[index] ?? 'unknown']);
      }
      return states;
    },
    cancel: (id) =>
      ask(async () => {
        await redis.set(KEYS.cancelled(id), '1', 'PX', EXPIRY.cancelled);
        if (STATES[await bull.getJobState(id)] === 'waiting') await bull.remove(id);
        await redis.publish(KEYS.cancel, id);
      }),
    progress: (id) => ask(() => readProgress(redis, id)),
    ended: (limit) => ask(() => readEnded(bull, redis, limit)),
    forget: (id) => ask(() => forgetJob(bull, redis, id)),
    workers: () => ask(() => readWorkers(redis)),
    counts: () =>
      ask(async () => {
        const {
          prioritized = 0,
          wait = 0,
          active = 0,
          delayed = 0,
          completed = 0,
          failed = 0,
        } = await bull.getJobCounts();
        return { waiting: prioritized + wait, running: active, delayed, ended: completed + failed };
      }),
    announce: (id) => ask(() => changes.announce(id)),
    onChange: changes.onChange,
    onReconnect: changes.onReconnect,
    ping: () =>
      ask(async () => {
        await redis.ping();
      }),
    async close() {
      await changes.close();
      await bull.close();
      redis.disconnect();
    },
  };
}

const STATES: Record<JobState | 'unknown', 'waiting' | 'running' | 'ended' | 'unknown'> = {
  waiting: 'waiting',
  prioritized: 'waiting',
  delayed: 'waiting',
  'waiting-children': 'waiting',
  active: 'running',
  completed: 'ended',
  failed: 'ended',
  unknown: 'unknown',
};

/** Waits a moment for a connection that is being made. Whatever goes wrong with Redis is one fault, and it is told in time. */
async function answered<T>(ready: () => Promise<void>, url: string, work: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = delay(ANSWER, undefined, { signal: over.signal }).then(() => {
    throw new Error(`no answer within ${ANSWER} ms`);
  });
  try {
    const answer = ready().then(() => {
      over.signal.throwIfAborted();
      return work();
    });
    return await Promise.race([answer, late]);
  } catch (cause) {
    if (cause instanceof DockgradeError) throw cause;
    throw new DockgradeError('queue-unreachable', `Redis at ${withoutPassword(url)} does not answer: ${said(cause)}.`, {
      cause,
      remedy:
        'Start Redis, or set REDIS_URL to one that runs. What was handed in is kept, and goes on when Redis is back.',
    });
  } finally {
    over.abort();
  }
}

/** One listener serves all who wait: a whole class may ask while Redis is away. */
function readiness(redis: Redis): () => Promise<void> {
  let coming: Promise<unknown> | null = null;
  return async () => {
    if (redis.status === 'ready') return;
    coming ??= once(redis, 'ready').finally(() => {
      coming = null;
    });
    await coming;
  };
}

function said(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
