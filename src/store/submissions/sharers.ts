import type { Submission } from '../../core/submission.ts';
import type { Reader } from '../database.ts';
import { repositoryKey } from './row.ts';

/** The other students who handed in the repository of a submission for its assignment, in the order of their names. */
export async function sharers(
  db: Reader,
  { assignment, repository, person }: Submission,
): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('people')
    .select(['people.id', 'people.name'])
    .where('people.role', '=', 'student')
    .where('people.id', '<>', person)
    .where('people.id', 'in', (where) =>
      where
        .selectFrom('submissions')
        .select('person')
        .where('repository_key', '=', repositoryKey(repository))
        .where('assignment', '=', assignment),
    )
    .orderBy('people.sort_name')
    .orderBy('people.email')
    .execute();
}
