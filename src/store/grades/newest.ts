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
    let query = db
      .selectFrom('grades')
      .innerJoin('submissions', (join) =>
        join.on('submissions.id', '=', ({ selectFrom }) =>
          selectFrom('submissions as one')
            .select('one.id')
            .whereRef('one.assignment', '=', 'grades.assignment')
            .whereRef('one.person', '=', 'grades.person')
            .where('one.source', '<>', 'regrade')
            .orderBy('one.accepted_at', 'desc')
            .orderBy('one.order', 'desc')
            .limit(1),
        ),
      )
      .select([
        'submissions.assignment',
        'submissions.person',
        'submissions.id as submission',
        'submissions.state',
        'submissions.outcome',
      ])
      .where('grades.person', 'in', chunk);
    if (assignment !== undefined) query = query.where('grades.assignment', '=', assignment);
    all.push(...(await query.execute()));
  }
  return all;
}
