import { inChunks } from '../chunks.ts';
import type { Writer } from '../database.ts';

/** Those of these people who have grades: what a teacher hands in is a trial, and has no row in any table. */
export async function studentsOf(trx: Writer, people: readonly string[]): Promise<string[]> {
  const students: string[] = [];
  for (const chunk of inChunks(people)) {
    const rows = await trx
      .selectFrom('people')
      .select('id')
      .where('id', 'in', chunk)
      .where('role', '=', 'student')
      .execute();
    students.push(...rows.map(({ id }) => id));
  }
  return students;
}

/** Gives these students a row in the grade table where they have none. */
export async function listInGrades(trx: Writer, assignment: string, students: readonly string[]): Promise<void> {
  for (const chunk of inChunks(students)) {
    await trx
      .insertInto('grades')
      .values(chunk.map((person) => ({ assignment, person })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Gives everyone of a new roster a row in the grade table, and takes away that of who is not in it and has nothing in it. */
export async function listRosterInGrades(trx: Writer, assignment: string, roster: readonly string[]): Promise<void> {
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
  await listInGrades(trx, assignment, roster);
}
