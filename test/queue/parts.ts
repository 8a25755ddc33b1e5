import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { makeLog } from '../../src/core/log.ts';
import { PRIORITY } from '../../src/core/submission.ts';
import { connectQueue } from '../../src/queue/connect.ts';
import { type ConsumeOptions, consume } from '../../src/queue/consume.ts';
import type { Consumer, Ended, Process, Queue } from '../../src/queue/queue.ts';
import type { Timing } from '../../src/queue/timing.ts';
import { gradingJob, refusedRun } from '../support/jobs.ts';
import { TestRedis } from '../support/redis.ts';

/** Everything a second or two instead of half a minute: long enough for two busy cores, short enough to wait for. */
export const QUICK: Partial<Timing> = {
  lock: 1_500,
  renew: 400,
  stalled: 500,
  beat: 200,
  seen: 1_500,
  backoff: 100,
  tell: 50,
  silence: 3_000,
  farewell: 1_000,
};

export const LOG = makeLog('error', 'test', '/dev/null');

/** A deadline that never comes. */
export const NEVER = new AbortController().signal;

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

/** Work that goes on until it is stopped, and says what became of it. */
export function endless(): { work: Process; runs: { id: string; run: string; reason: unknown }[] } {
  const runs: { id: string; run: string; reason: unknown }[] = [];
  const work: Process = async (job, { signal, run }) => {
    const entry = { id: job.id, run, reason: undefined as unknown };
    runs.push(entry);
    if (!signal.aborted) await once(signal, 'abort');
    entry.reason = signal.reason;
    throw signal.reason;
  };
  return { work, runs };
}

/** A Redis, the producer's side of a queue on it, and the workers that a test starts: what every test of the queue needs. */
export class Bench {
  readonly redis: TestRedis;
  queue: Queue;
  readonly #workers: Consumer[] = [];
  readonly #children: ChildProcess[] = [];

  private constructor(redis: TestRedis) {
    this.redis = redis;
    this.queue = connectQueue(redis.url, { log: LOG, timing: QUICK });
  }

  static async open(): Promise<Bench> {
    return new Bench(await TestRedis.start());
  }

  worker(work?: Process, options: Partial<ConsumeOptions> = {}): Consumer {
    const consumer = startWorker(this.redis.url, work, options);
    this.#workers.push(consumer);
    return consumer;
  }

  /** A worker in a process of its own. */
  child(how: 'hold' | 'finish'): ChildProcess {
    const program = join(import.meta.dirname, 'fixtures', 'worker.ts');
    const child = spawn(process.execPath, [program, this.redis.url, how], { stdio: ['ignore', 'ignore', 'inherit'] });
    this.#children.push(child);
    return child;
  }

  /** Waits until a worker in a process of its own runs as many jobs. */
  async untilRuns(child: ChildProcess, count: number): Promise<void> {
    const running = async () => (await this.queue.workers()).find(({ pid }) => pid === child.pid)?.running;
    await vi.waitFor(async () => expect(await running()).toHaveLength(count), { timeout: 30_000 });
  }

  async add(): Promise<string> {
    const job = gradingJob();
    await this.queue.add(job, PRIORITY.first);
    return job.id;
  }

  async state(id: string) {
    return (await this.queue.states([id])).get(id);
  }

  /** Waits until a job is in that state. */
  async until(id: string, state: 'waiting' | 'running' | 'ended', timeout = 60_000): Promise<void> {
    await vi.waitFor(async () => expect(await this.state(id)).toBe(state), { timeout, interval: 20 });
  }

  /** Waits for the end of a job, and says how it ended. */
  async ended(id: string): Promise<Ended | undefined> {
    await this.until(id, 'ended');
    return (await this.queue.ended(1_000)).find((one) => one.id === id);
  }

  /** Between tests: no worker, and an empty Redis. */
  async clear(): Promise<void> {
    await Promise.all(this.#workers.splice(0).map((worker) => worker.drain(AbortSignal.abort())));
    for (const child of this.#children.splice(0)) await killed(child);
    await this.redis.clear();
  }

  async close(): Promise<void> {
    await this.clear();
    await this.queue.close();
    await this.redis.stop();
  }
}

/** kill -9. */
export async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
