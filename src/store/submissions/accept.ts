import { digest } from '../../core/digest.ts';
import { DockgradeError } from '../../core/errors.ts';
import { PRIORITY, type Submission } from '../../core/submission.ts';
import type { Accepted, AcceptOptions, Draft } from '../contract/submissions.ts';
import type { Database, Writer } from '../database.ts';
import { addStateEvents } from '../events.ts';
import { queueStatus } from '../github-books/queue-status.ts';
import { forgetRepository } from '../github-books/repositories.ts';
import { markHandedIn } from '../grades/handed-in.ts';
import { listInGrades, studentsOf } from '../grades/listed.ts';
import { lockPeople } from '../people/lock.ts';
import { attemptsUsed } from './attempts.ts';
import { markCancelled } from './cancel.ts';
import { repositoryKey, submissionOf, waitingRow } from './row.ts';

/** Stores what is handed in, or says why not. Nobody else accepts or grades for the same person meanwhile. */
export async function accept(
  database: Database,
  trx: Writer,
  draft: Draft,
  { limit, idempotencyKey, requestDigest }: AcceptOptions,
): Promise<Accepted> {
  await lockPeople(database, trx, [draft.person]);
  const repeated =
    idempotencyKey === null ? null : await acceptedBefore(trx, draft.person, idempotencyKey, requestDigest);
  if (repeated) return { outcome: 'repeated', submission: repeated };

  const replaced = await waitingForSame(database, trx, draft);
  const used = (await attemptsUsed(trx, draft.assignment, draft.person)) - (replaced === null ? 0 : 1);
  if (limit !== null && used >= limit) return { outcome: 'no-attempts-left', used };

  if (replaced !== null) {
    await markCancelled(trx, replaced, ['waiting'], { reason: 'replaced', by: draft.id, at: draft.acceptedAt });
  }
  const priority = used === 0 ? PRIORITY.first : PRIORITY.repeated;
  const row = await trx
    .insertInto('submissions')
    .values(waitingRow({ ...draft, priority }))
    .returningAll()
    .executeTakeFirstOrThrow();
  await addStateEvents(trx, [row], draft.acceptedAt);
  const { id, person, assignment } = draft;
  await listInGrades(trx, assignment, await studentsOf(trx, [person]));
  await markHandedIn(trx, assignment, person);
  if (idempotencyKey !== null) {
    const key = { person, key: digest(idempotencyKey), request_digest: requestDigest, submission: id };
    await trx.insertInto('idempotency_keys').values(key).execute();
  }
  if (draft.source === 'hand-in') await forgetRepository(trx, row.repository_key);
  await queueStatus(trx, row, { state: 'pending', at: draft.acceptedAt });
  return { outcome: 'accepted', submission: submissionOf(row), replaced };
}

async function acceptedBefore(
  trx: Writer,
  person: string,
  key: string,
  requestDigest: string,
): Promise<Submission | null> {
  const row = await trx
    .selectFrom('idempotency_keys')
    .innerJoin('submissions', 'submissions.id', 'idempotency_keys.submission')
    .selectAll('submissions')
    .select('request_digest')
    .where('idempotency_keys.person', '=', person)
    .where('key', '=', digest(key))
    .executeTakeFirst();
  if (!row) return null;
  if (row.request_digest !== requestDigest) {
    throw new DockgradeError('conflict', 'This idempotency key was used for another request before.', {
      remedy: 'Use a new key for each request, and the same one only to repeat it.',
    });
  }
  return submissionOf(row);
}

/** The newest one: an older one that a worker gave back may wait beside it. It cannot begin before this transaction ends. */
async function waitingForSame(
  { locked }: Database,
  trx: Writer,
  { person, assignment, repository }: Draft,
): Promise<string | null> {
  const query = trx
    .selectFrom('submissions')
    .select('id')
    .where('person', '=', person)
    .where('assignment', '=', assignment)
    .where('repository_key', '=', repositoryKey(repository))
    .where('state', '=', 'waiting')
    .where('source', '<>', 'regrade')
    .orderBy('order', 'desc')
    .limit(1);
  const row = await locked(query).executeTakeFirst();
  return row?.id ?? null;
}
