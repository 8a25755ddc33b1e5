import type { Submission } from '../../core/submission.ts';
import type { Reader } from '../database.ts';
import { repositoryKey, submissionOf } from './row.ts';

/** One step, however much a person has handed in: a badge is asked for by everybody who reads a README. */
export async function newestTold(
  db: Reader,
  { person, assignment, repository }: Submission,
): Promise<Submission | null> {
  const row = await db
    .selectFrom('submissions')
    .selectAll()
    .where('repository_key', '=', repositoryKey(repository))
    .where('person', '=', person)
    .where('assignment', '=', assignment)
    .where('source', 'in', ['hand-in', 'push'])
    .where(({ eb, or }) => or([eb('state', 'in', ['waiting', 'running']), eb('result', 'is not', null)]))
    .orderBy('accepted_at', 'desc')
    .orderBy('order', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? submissionOf(row) : null;
}
