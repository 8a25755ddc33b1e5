import { newId } from '../../core/job.ts';
import type { PendingStatus } from '../contract/github.ts';
import type { Writer } from '../database.ts';
import type { SubmissionRow } from '../submissions/row.ts';

/**
 * Keeps what GitHub has to hear of a submission, in the place of what it was to hear before; nothing where the commit is not known, for a folder, and
 * for a regrade. While a process is sending the one before, this one waits: it must arrive after it.
 */
export async function queueStatus(
  trx: Writer,
  { id: submission, repository, commit_hash, source }: SubmissionRow,
  {
    state,
    at,
    earned = null,
    possible = null,
  }: Pick<PendingStatus, 'state'> & { at: string } & Partial<Pick<PendingStatus, 'earned' | 'possible'>>,
): Promise<void> {
  if (source === 'regrade' || commit_hash === null || !repository.startsWith('https://')) return;
  const status = { id: newId(), repository, commit_hash, state, earned, possible, tries: 0, message: null };
  await trx
    .insertInto('github_statuses')
    .values({ submission, ...status, due_at: at })
    .onConflict((conflict) =>
      conflict.column('submission').doUpdateSet(({ eb, ref }) => ({
        ...status,
        due_at: eb.case().when('github_statuses.leased', 'is', null).then(at).else(ref('github_statuses.due_at')).end(),
      })),
    )
    .execute();
}
