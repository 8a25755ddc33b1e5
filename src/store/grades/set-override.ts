import { DockgradeError } from '../../core/errors.ts';
import type { GradeRow, Override } from '../contract/grades.ts';
import type { Database, Writer } from '../database.ts';
import { lockPeople } from '../people/lock.ts';
import { studentsOf } from './listed.ts';
import { gradeRow } from './rows.ts';

interface Place {
  assignment: string;
  person: string;
}

interface Change {
  by: string;
  at: string;
  reason: string | null;
}

/** Sets a score by hand, or takes it away, and writes down what counted before and after. Taking away what is not there changes nothing. */
export async function setOverride(
  database: Database,
  trx: Writer,
  place: Place,
  override: Override | null,
  change: Change,
): Promise<GradeRow> {
  const { assignment, person } = place;
  await lockPeople(database, trx, [person]);
  const before = await gradeRow(trx, assignment, person);
  if (before === null) await addRow(trx, place);
  if (before?.override || override !== null) {
    const after = override?.score ?? before?.score ?? null;
    await trx
      .updateTable('grades')
      .set({
        override_score: override?.score ?? null,
        override_reason: override?.reason ?? null,
        override_by: override?.by ?? null,
        override_at: override?.at ?? null,
        final: after,
      })
      .where('assignment', '=', assignment)
      .where('person', '=', person)
      .execute();
    await trx
      .insertInto('grade_changes')
      .values({
        ...place,
        ...change,
        kind: override === null ? 'override-removed' : 'override',
        before: before?.final ?? null,
        after,
        submission: null,
      })
      .execute();
  }
  const row = await gradeRow(trx, assignment, person);
  if (!row) throw new Error(`the grade of ${person} in ${assignment} was not stored`);
  return row;
}

async function addRow(trx: Writer, place: Place): Promise<void> {
  const [student] = await studentsOf(trx, [place.person]);
  if (student === undefined) throw new DockgradeError('not-found', `There is no student "${place.person}".`);
  await trx.insertInto('grades').values(place).execute();
}
