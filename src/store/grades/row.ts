import type { GradeRow } from '../contract/grades.ts';
import type { Reader } from '../database.ts';

/** Rows of the grade table with whose they are. The roster is joined: PostgreSQL would read all of it to ask row by row. */
export function storedGrades(db: Reader) {
  return db
    .selectFrom('grades')
    .innerJoin('people', 'people.id', 'grades.person')
    .leftJoin('roster', (join) =>
      join.onRef('roster.assignment', '=', 'grades.assignment').onRef('roster.person', '=', 'grades.person'),
    )
    .select(['people.id', 'people.name', 'people.email', 'people.github'])
    .select(['grades.submission', 'grades.score', 'grades.possible', 'grades.late_days', 'grades.penalty'])
    .select(['grades.attempts', 'grades.submitted_at', 'grades.final', 'grades.assignment'])
    .select(['grades.override_score', 'grades.override_reason', 'grades.override_by', 'grades.override_at'])
    .select('roster.person as rostered');
}

type Row = Awaited<ReturnType<ReturnType<typeof storedGrades>['execute']>>[number];

export function gradeOf(row: Row): GradeRow {
  const { id, name, email, github, submission, score, possible, penalty, attempts, final } = row;
  const { override_score, override_reason, override_by, override_at } = row;
  return {
    person: { id, name, email, github },
    submission,
    score,
    possible,
    lateDays: row.late_days,
    penalty,
    attempts,
    override:
      override_score === null || override_by === null || override_at === null
        ? null
        : { score: override_score, reason: override_reason ?? '', by: override_by, at: override_at },
    final,
    submittedAt: row.submitted_at,
    enrolled: row.rostered !== null,
  };
}
