import { hostname } from 'node:os';
import { WaitingError } from 'bullmq';
import type { Redis } from 'ioredis';
import { type GradingJob, gradingJobSchema } from '../core/job.ts';
import type { Log } from '../core/log.ts';
import type { RunEvent } from '../core/run.ts';
import { failure, faultOf } from './faults.ts';
import type { RawJob } from './grading-worker.ts';
import { EXPIRY, KEYS } from './keys.ts';
import type { Process, Progress, WorkerInfo } from './queue.ts';
import { writeResult } from './result.ts';
import { makeTeller } from './teller.ts';
import type { Timing } from './timing.ts';
import { CANCELLED, type Entry, makeEntry, type Try } from './try.ts';

export interface Tries {
  /** What BullMQ calls for each job. Throws what BullMQ understands: `failure`, or `WaitingError` for a job that is not ours any more. */
  run(job: RawJob, token: string): Promise<{ run: string }>;
  running(): Try[];
  list(): WorkerInfo['running'];
  /** Whether jobs that still come are put back at once: some were on their way when the worker was paused. */
  refuse(jobs: boolean): void;
  /** Stops everything that runs, to be put back. */
  putBack(): void;
  /** Waits until nothing runs any more. */
  settled(): Promise<void>;
}

interface Dependencies {
  redis: Redis;
  work: Process;
  log: Log;
  timing: Timing;
}

export function makeTries({ redis, work, log, timing }: Dependencies): Tries {
  const entries = new Set<Entry>();
  let refusing = false;

  async function run(job: RawJob, token: string): Promise<{ run: string }> {
    // After Redis lost everything a job can come again while its older try does not know yet that it is lost.
    for (const older of entries) if (older.job.id === job.id) older.stop('lost');
    if (refusing) return putBack(job, token);
    const grading = checkedJob(job);
    const entry = makeEntry(job, token);
    const told = log.child({ submission: grading.id, run: entry.run });
    const teller = makeTeller(timing.tell, (events) => publish(entry, events, told));
    entries.add(entry);
    try {
      const text = writeResult(
        await attempt(entry, grading, (event) => {
          entry.stage = event.stage;
          teller.tell(event);
        }),
      );
      await teller.finish();
      await redis.set(KEYS.result(entry.run), text, 'PX', EXPIRY.result);
      return { run: entry.run };
    } catch (error) {
      await teller.finish();
      return await giveUp(entry, error, told);
    }
  }

  /** Ends when the work has ended and cleaned up behind itself, whatever Redis does. */
  async function attempt(entry: Entry, grading: GradingJob, tell: (event: RunEvent) => void) {
    try {
      const { signal, run } = entry;
      if (await Promise.race([redis.exists(KEYS.cancelled(grading.id)), aborted(signal)])) entry.stop('cancelled');
      signal.throwIfAborted();
      return await work(grading, { signal, run, tell });
    } finally {
      entries.delete(entry);
      entry.end();
    }
  }

  async function publish({ job, run, stopped }: Entry, events: RunEvent[], told: Log): Promise<void> {
    if (stopped === 'lost') return;
    const progress: Progress = { run, events };
    try {
      await redis.set(KEYS.progress(job.id ?? ''), JSON.stringify(progress), 'PX', EXPIRY.progress);
      await job.updateProgress(events.length);
    } catch (error) {
      told.warn({ error }, 'progress was not published');
    }
  }

  return {
    run,
    running: () => [...entries],
    list: () => [...entries].map(({ job, stage, since }) => ({ submission: job.id ?? '', stage, since })),
    refuse: (jobs) => {
      refusing = jobs;
    },
    putBack: () => {
      for (const entry of entries) entry.stop('put-back');
    },
    async settled() {
      while (entries.size > 0) await Promise.all([...entries].map(({ ended }) => ended));
    },
  };
}

async function giveUp({ stopped, job, token }: Entry, error: unknown, log: Log): Promise<never> {
  if (stopped === 'put-back') return putBack(job, token);
  if (stopped === 'lost') {
    log.warn({ error }, 'the job was lost to another worker');
    throw new WaitingError();
  }
  const fault = stopped === 'cancelled' ? CANCELLED : faultOf(error);
  log.warn({ error, code: fault.code }, 'a try failed');
  throw failure(
    { ...fault, worker: hostname() },
    stopped === 'cancelled' || fault.code === 'result-invalid' ? true : undefined,
  );
}

async function putBack(job: RawJob, token: string): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError();
}

/** Jobs come from Redis, where others may write. */
function checkedJob({ id, data }: RawJob): GradingJob {
  const parsed = gradingJobSchema.safeParse(data);
  if (parsed.success && parsed.data.id === id) return parsed.data;
  throw failure(
    {
      code: 'internal',
      message: 'The job in the queue is not one that this version of dockgrade wrote.',
      remedy: 'Check that every worker runs the same version of dockgrade as the service, then hand in again.',
    },
    true,
  );
}

/** Resolves when `signal` aborts. */
async function aborted(signal: AbortSignal): Promise<number> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  return 0;
}
