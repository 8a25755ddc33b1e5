import type { Selectable } from 'kysely';
import type { GradeChange, Grades } from './contract/grades.ts';
import type { Database } from './database.ts';
import { standingAttempts } from './grades/attempts.ts';
import { matrixRows } from './grades/matrix.ts';
import { newestSubmissions } from './grades/newest.ts';
import { gradeRow, gradeRows } from './grades/rows.ts';
import { setOverride } from './grades/set-override.ts';
import { makeStatistics } from './grades/statistics.ts';
import type { Tables } from './tables.ts';

export function makeGrades(database: Database): Grades {
  const { read, write } = database;
  const statistics = makeStatistics();
  return {
    rows: (assignment, query) => read((db) => gradeRows(db, assignment, query)),
    row: (assignment, person) => read((db) => gradeRow(db, assignment, person)),
    newest: (people, assignment) => read((db) => newestSubmissions(db, people, assignment)),
    matrix: (query) => read((db) => matrixRows(db, query)),
    statistics: (assignment) => read((db) => statistics(db, assignment)),
    attempts: (assignment, person) =>
      read((db) => standingAttempts(db, assignment, person === undefined ? undefined : [person])),
    setOverride: (assignment, person, override, change) =>
      write((trx) => setOverride(database, trx, { assignment, person }, override, change)),
    history: (assignment, person) =>
      read(async (db) => {
        const rows = await db
          .selectFrom('grade_changes')
          .selectAll()
          .where('assignment', '=', assignment)
          .where('person', '=', person)
          .orderBy('order')
          .execute();
        return rows.map(changeOf);
      }),
    changesAt: (assignment, at) =>
      read(async (db) => {
        const rows = await db
          .selectFrom('grade_changes')
          .selectAll()
          .where('assignment', '=', assignment)
          .where('at', '=', at)
          .orderBy('order')
          .execute();
        return rows.map((row) => ({ person: row.person, ...changeOf(row) }));
      }),
  };
}

function changeOf({
  at,
  by,
  kind,
  before,
  after,
  reason,
  submission,
}: Selectable<Tables['grade_changes']>): GradeChange {
  return { at, by, kind, before, after, reason, submission };
}
