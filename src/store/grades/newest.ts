import { inChunks } from '../chunks.ts';
import type { Newest } from '../contract/grades.ts';
import type { Reader } from '../database.ts';

/** Of these people, and this assignment or all, the newest submission of each that is no regrade. */
export async function newestSubmissions(
  db: Reader,
  people: readonly string[],
  assignment: string | undefined,
): Promise<Newest[]> {
  const all: Newest[] = [];
  for (const chunk of inChunks(people)) {
    const ids = await newestOf(db, chunk, assignment);
    // Asked for by their ids, PostgreSQL looks these up; within one query it would read every submission.
    const newest = db
      .selectFrom('submissions')
      .select(['assignment', 'person', 'id as submission', 'state', 'outcome']);
    for (const some of inChunks(ids)) all.push(...(await newest.where('id', 'in', some).execute()));
  }
  return all;
}

async function newestOf(db: Reader, people: readonly string[], assignment: string | undefined): Promise<string[]> {
  const rows = await db
    .selectFrom('grades')
    .select(({ selectFrom }) =>
      selectFrom('submissions as one')
        .select('one.id')
        .whereRef('one.assignment', '=', 'grades.assignment')
        .whereRef('one.person', '=', 'grades.person')
        .where('one.source', '<>', 'regrade')
        .orderBy('one.accepted_at', 'desc')
        .orderBy('one.order', 'desc')
        .limit(1)
        .as('newest'),
    )
    .where('grades.person', 'in', people)
    .$if(assignment !== undefined, (query) => query.where('grades.assignment', '=', assignment ?? ''))
    .execute();
  return rows.flatMap(({ newest }) => newest ?? []);
}
