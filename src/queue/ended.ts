import type { Queue as BullQueue, Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { DockgradeError } from '../core/errors.ts';
import { idSchema } from '../core/job.ts';
import { faultOf, readFault, wasLost } from './faults.ts';
import { KEYS } from './keys.ts';
import type { Ended } from './queue.ts';
import { MAX_RESULT, readResult } from './result.ts';

const returned = z.object({ run: idSchema });

/** Ids of jobs that have ended, the oldest of each kind first. */
export async function endedIds(bull: BullQueue, limit: number): Promise<string[]> {
  const ids = await bull.getRanges(['completed', 'failed'], 0, Math.max(limit - 1, 0), true);
  return ids.slice(0, limit);
}

/** Removes a job that has ended, and what belongs to it. One that has not ended stays. */
export async function forgetJob(bull: BullQueue, redis: Redis, id: string): Promise<void> {
  const state = await bull.getJobState(id);
  if (state === 'completed' || state === 'failed') {
    const job = await load(bull, id);
    const run = job instanceof DockgradeError ? null : returned.safeParse(job?.returnvalue).data?.run;
    await bull.remove(id);
    if (run) await redis.del(KEYS.result(run));
  }
  if (state !== 'active') await redis.del(KEYS.progress(id), KEYS.cancelled(id));
}

/** How a job ended; null when it is not there any more. One that cannot be read ended as a fault, and keeps no other from being read. */
export async function readEnded(bull: BullQueue, redis: Redis, id: string): Promise<Ended | null> {
  const job = await load(bull, id);
  if (!job) return null;
  if (job instanceof DockgradeError) return { id, outcome: 'failed', fault: faultOf(job), tries: 1 };
  if (job.failedReason && !job.returnvalue) {
    // A job that was given up for lost was handed out once more, only to be ended.
    const tries = job.attemptsStarted - (wasLost(job.failedReason) ? 1 : 0);
    return { id, outcome: 'failed', fault: readFault(job.failedReason), tries };
  }
  return readDone(bull, redis, id, job);
}

async function readDone(bull: BullQueue, redis: Redis, id: string, job: Job): Promise<Ended | null> {
  const tries = job.attemptsStarted;
  try {
    const { data } = returned.safeParse(job.returnvalue);
    if (!data) throw unreadable();
    // No more than may be one, and one byte by which it shows itself too large.
    const text = await redis.getrange(KEYS.result(data.run), 0, MAX_RESULT);
    if (text !== '') return { id, outcome: 'done', run: readResult(text), tries };
    // It waited so long that it was forgotten: the store puts the submission back.
    await bull.remove(id);
    return null;
  } catch (error) {
    if (!(error instanceof DockgradeError)) throw error;
    return { id, outcome: 'failed', fault: faultOf(error), tries };
  }
}

/** BullMQ throws on a job that is not its own JSON. */
async function load(bull: BullQueue, id: string): Promise<Job | undefined | DockgradeError> {
  try {
    return await bull.getJob(id);
  } catch (error) {
    if (error instanceof SyntaxError) return unreadable();
    throw error;
  }
}

function unreadable(): DockgradeError {
  return new DockgradeError('result-invalid', 'What the queue holds of this submission cannot be read.', {
    remedy: 'Hand in again; if it comes back, the staff should look for who else writes to this Redis.',
  });
}
