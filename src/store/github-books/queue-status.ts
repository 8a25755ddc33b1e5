import { newId } from '../../core/job.ts';
import type { PendingStatus } from '../contract/github.ts';
import type { Writer } from '../database.ts';
import type { SubmissionRow } from '../submissions/row.ts';

/**
 * Keeps what GitHub has to hear of a submission, in the place of what it was to hear before; nothing where the commit is not known, for a folder, for
 * a regrade, a dry run, and for a repository that is another student's: beside a commit stands the score of whose it is. While a process is sending the one before,
 * this one waits: it must arrive after it.
 */
export async function queueStatus(
  trx: Writer,
  { id: submission, person, assignment, repository, repository_key, commit_hash, source }: SubmissionRow,
  {
    state,
    at,
    earned = null,
    possible = null,
  }: Pick<PendingStatus, 'state'> & { at: string } & Partial<Pick<PendingStatus, 'earned' | 'possible'>>,
): Promise<void> {
  if (source === 'regrade' || source === 'dry-run' || commit_hash === null || !repository.startsWith('https://'))
    return;
  const owner = await ownerOf(trx, assignment, repository_key);
  if (owner !== null && owner !== person) return;
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

/** The student who handed in a repository: the one whose login it bears, else the first. Null when none has, only teachers. */
async function ownerOf(trx: Writer, assignment: string, key: string): Promise<string | null> {
  const login = new URL(key).pathname.split('/')[1] ?? '';
  const row = await trx
    .selectFrom('submissions')
    .innerJoin('people', 'people.id', 'submissions.person')
    .select('person')
    .where('repository_key', '=', key)
    .where('assignment', '=', assignment)
    .where('source', '<>', 'regrade')
    .where('people.role', '=', 'student')
    .orderBy(({ eb }) => eb.case().when('people.github', '=', login).then(0).else(1).end())
    .orderBy('accepted_at')
    .orderBy('order')
    .limit(1)
    .executeTakeFirst();
  return row?.person ?? null;
}
