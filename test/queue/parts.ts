import { makeLog } from '../../src/core/log.ts';
import { type ConsumeOptions, consume } from '../../src/queue/consume.ts';
import type { Consumer, Process } from '../../src/queue/queue.ts';
import type { Timing } from '../../src/queue/timing.ts';
import { refusedRun } from '../support/jobs.ts';

/** Everything a second or two instead of half a minute: long enough for two busy cores, short enough to wait for. */
export const QUICK: Partial<Timing> = {
  lock: 1_500,
  renew: 400,
  stalled: 500,
  beat: 200,
  seen: 1_500,
  backoff: 100,
  tell: 50,
  farewell: 1_000,
};

export const LOG = makeLog('error', 'test', '/dev/null');

/** A worker that starts at once; it grades in no time unless told otherwise. */
export function startWorker(
  url: string,
  work: Process = async (job) => refusedRun(job),
  options: Partial<ConsumeOptions> = {},
): Consumer {
  const consumer = consume(url, {
    concurrency: 2,
    process: work,
    log: LOG,
    info: { engine: '26.1.5', dockgrade: '0.1.0', trouble: null },
    timing: QUICK,
    ...options,
  });
  consumer.start();
  return consumer;
}

/** A deadline that never comes. */
export const NEVER = new AbortController().signal;
