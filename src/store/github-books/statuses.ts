import type { PendingStatus } from '../contract/github.ts';
import type { Database, Writer } from '../database.ts';

/** Milliseconds for which who fetched a status has it alone. */
const LEASE = 60_000;

export async function dueStatuses(
  { lock }: Database,
  trx: Writer,
  now: string,
  limit: number,
): Promise<PendingStatus[]> {
  await lock(trx, 'statuses');
  const due = await trx
    .selectFrom('github_statuses')
    .select(['id', 'submission', 'repository', 'commit_hash as commit', 'state', 'earned', 'possible', 'tries'])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  if (due.length === 0) return [];
  const ids = due.map(({ id }) => id);
  const until = new Date(Date.parse(now) + LEASE).toISOString();
  await trx
    .updateTable('github_statuses')
    .set(({ ref }) => ({ due_at: until, leased: ref('id') }))
    .where('id', 'in', ids)
    .execute();
  return due;
}

export async function statusSent(trx: Writer, id: string): Promise<void> {
  await trx.deleteFrom('github_statuses').where('id', '=', id).execute();
  await endLease(trx, id);
}

export async function statusFailed(trx: Writer, id: string, nextAt: string | null, message: string): Promise<void> {
  await trx
    .updateTable('github_statuses')
    .set(({ eb }) => ({ due_at: nextAt, leased: null, message, tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .execute();
  await endLease(trx, id);
}

/** A newer status of the submission came while this one was being sent: now it is due. */
async function endLease(trx: Writer, id: string): Promise<void> {
  await trx
    .updateTable('github_statuses')
    .set({ leased: null, due_at: new Date().toISOString() })
    .where('leased', '=', id)
    .where('id', '<>', id)
    .execute();
}
