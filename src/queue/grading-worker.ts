import { type Job, type JobJson, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { PREFIX, QUEUE } from './keys.ts';
import type { Timing } from './timing.ts';

/** A job as BullMQ hands it out: nothing in it is checked yet. */
export type RawJob = Job<unknown, { run: string }>;

/** BullMQ's worker with our settings. It renews no locks: whoever runs the job does (`beat.ts`), and learns by it that the job is lost. */
export class GradingWorker extends Worker<unknown, { run: string }> {
  constructor(
    redis: Redis,
    run: (job: RawJob, token: string) => Promise<{ run: string }>,
    { concurrency, timing }: { concurrency: number; timing: Timing },
  ) {
    super(QUEUE, (job, token = '') => run(job, token), {
      connection: redis,
      prefix: PREFIX,
      concurrency,
      autorun: false,
      lockDuration: timing.lock,
      skipLockRenewal: true,
      stalledInterval: timing.stalled,
      // Once elsewhere; a job that ends two workers is not given to a third.
      maxStalledCount: 1,
      // A job that was put back wakes nobody up: an idle worker looks this often. Seconds.
      drainDelay: 2,
      // BullMQ's pause after a broken connection, 15 s, is longer than anybody should wait after a restart of Redis.
      runRetryDelay: 1_000,
    });
  }

  /** The connection that waits for jobs. */
  async blocking() {
    return this.getBackend().blockingClient;
  }

  /** Data that is no JSON would come back for ever: nothing takes it out of the queue. It is handed on, and fails as what it is. */
  protected override createJob(data: JobJson, jobId: string): RawJob {
    try {
      return super.createJob(data, jobId);
    } catch {
      return super.createJob({ ...data, data: 'null' }, jobId);
    }
  }
}
