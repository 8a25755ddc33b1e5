import type { CancelReason, State, Submission } from '../../core/submission.ts';
import type { Writer } from '../database.ts';
import { addStateEvents } from '../events.ts';
import { queueStatus } from '../github-books/queue-status.ts';
import { type SubmissionRow, submissionOf } from './row.ts';

interface Cancellation {
  reason: CancelReason;
  /** The submission that takes its place. */
  by: string | null;
  at: string;
}

/** Its slot is kept: what holds one is known to the queue, which must hear of it first. */
export async function cancel(trx: Writer, id: string, reason: CancelReason, at: string): Promise<Submission | null> {
  const row = await markCancelled(trx, id, ['waiting', 'running'], { reason, by: null, at });
  return row ? submissionOf(row) : null;
}

/** Cancels it where it is in one of these states. */
export async function markCancelled(
  trx: Writer,
  id: string,
  from: readonly State[],
  { reason, by, at }: Cancellation,
): Promise<SubmissionRow | null> {
  const row = await trx
    .updateTable('submissions')
    .set({ state: 'cancelled', cancel_reason: reason, replaced_by: by, ended_at: at })
    .where('id', '=', id)
    .where('state', 'in', from)
    .returningAll()
    .executeTakeFirst();
  if (!row) return null;
  await addStateEvents(trx, [row], at);
  await queueStatus(trx, row, { state: 'error', at });
  return row;
}
