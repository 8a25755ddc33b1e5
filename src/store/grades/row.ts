import type { GradeRow } from '../contract/grades.ts';

/** What a row of the grade table is read from, beside `enrolled`. */
export const gradeColumns = [
  'people.id',
  'people.name',
  'people.email',
  'people.github',
  'grades.submission',
  'grades.score',
  'grades.possible',
  'grades.late_days',
  'grades.penalty',
  'grades.attempts',
  'grades.submitted_at',
  'grades.override_score',
  'grades.override_reason',
  'grades.override_by',
  'grades.override_at',
  'grades.final',
] as const;

interface Row {
  id: string;
  name: string;
  email: string;
  github: string | null;
  submission: string | null;
  score: number | null;
  possible: number | null;
  late_days: number;
  penalty: number;
  attempts: number;
  submitted_at: string | null;
  override_score: number | null;
  override_reason: string | null;
  override_by: string | null;
  override_at: string | null;
  final: number | null;
  /** 0 or 1 in SQLite. */
  enrolled: unknown;
}

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
    enrolled: Boolean(row.enrolled),
  };
}
