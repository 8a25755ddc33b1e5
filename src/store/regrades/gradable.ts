import type { Reader } from '../database.ts';

/** The attempts of students with a result, and the submission whose run this result judges. Oldest first. */
export async function gradable(
  db: Reader,
  assignment: string,
  person?: string,
): Promise<{ submission: string; person: string; run: string }[]> {
  let query = db
    .selectFrom('submissions')
    .innerJoin('results', 'results.id', 'submissions.result')
    .innerJoin('people', 'people.id', 'submissions.person')
    .select(['submissions.id as submission', 'submissions.person', 'results.submission as run'])
    .where('submissions.assignment', '=', assignment)
    .where('people.role', '=', 'student')
    .where('submissions.source', '<>', 'regrade')
    .where('submissions.outcome', 'in', ['graded', 'refused']);
  if (person !== undefined) query = query.where('submissions.person', '=', person);
  return query.orderBy('submissions.accepted_at').orderBy('submissions.order').execute();
}
