import { Queue as BullQueue, type JobState } from 'bullmq';
import type { Log } from '../core/log.ts';
import { makeAsk } from './ask.ts';
import { watchChanges } from './changes.ts';
import { endedIds, forgetJob, readEnded } from './ended.ts';
import { EXPIRY, KEYS, PREFIX, QUEUE } from './keys.ts';
import { readProgress } from './progress.ts';
import type { Ended, Queue } from './queue.ts';
import { askingClient, logOutages } from './redis.ts';
import { TIMING, type Timing, TRIES } from './timing.ts';
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
  const ask = makeAsk(redis, url);

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
    async ended(limit) {
      const all: Ended[] = [];
      // One after the other: together they may be too much for the time that one answer has.
      for (const id of await ask(() => endedIds(bull, limit))) {
        const one = await ask(() => readEnded(bull, redis, id));
        if (one) all.push(one);
      }
      return all;
    },
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
