import { inChunks } from '../chunks.ts';
import type { Writer } from '../database.ts';

/** Gives everyone of a new roster a row in the grade table, and takes away that of who is not in it and has nothing in it. */
export async function listInGrades(trx: Writer, assignment: string, roster: readonly string[]): Promise<void> {
  await trx
    .deleteFrom('grades')
    .where('assignment', '=', assignment)
    .where('override_score', 'is', null)
    .where(({ not, exists, selectFrom, and }) =>
      and([
        not(
          exists(
            selectFrom('submissions')
              .select('submissions.id')
              .whereRef('submissions.assignment', '=', 'grades.assignment')
              .whereRef('submissions.person', '=', 'grades.person'),
          ),
        ),
        not(
          exists(
            selectFrom('roster')
              .select('roster.person')
              .whereRef('roster.assignment', '=', 'grades.assignment')
              .whereRef('roster.person', '=', 'grades.person'),
          ),
        ),
      ]),
    )
    .execute();
  for (const chunk of inChunks(roster)) {
    await trx
      .insertInto('grades')
      .values(chunk.map((person) => ({ assignment, person })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
