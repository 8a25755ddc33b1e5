import type { CancelReason, State, Submission } from '../../core/submission.ts';
import type { Database, Writer } from '../database.ts';
import { addStateEvents } from '../events.ts';
import { queueStatus } from '../github-books/queue-status.ts';
import { markHandedIn } from '../grades/handed-in.ts';
import { lockPeople } from '../people/lock.ts';
import { type SubmissionRow, submissionOf } from './row.ts';

interface Cancellation {
  reason: CancelReason;
  /** The submission that takes its place. */
  by: string | null;
  at: string;
}

/** Its slot is kept: what holds one is known to the queue, which must hear of it first. */
export async function cancel(
  database: Database,
  trx: Writer,
  id: string,
  { reason, at }: Pick<Cancellation, 'reason' | 'at'>,
): Promise<Submission | null> {
  const owner = await trx.selectFrom('submissions').select('person').where('id', '=', id).executeTakeFirst();
  if (!owner) return null;
  await lockPeople(database, trx, [owner.person]);
  const row = await markCancelled(trx, id, ['waiting', 'running'], { reason, by: null, at });
  return row ? submissionOf(row) : null;
}

/** Cancels it where it is in one of these states. The caller holds the lock of its person. */
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
  await markHandedIn(trx, row.assignment, row.person);
  await queueStatus(trx, row, { state: 'error', at });
  return row;
}
