import { sql } from 'kysely';
import type { GradeQuery, GradeRow } from '../contract/grades.ts';
import type { Reader } from '../database.ts';
import { folded } from '../text.ts';

type Filter = Pick<GradeQuery, 'search' | 'only'>;

const SORTED_BY = {
  name: 'people.sort_name',
  email: 'people.email',
  score: 'grades.final',
  attempts: 'grades.attempts',
  submitted: 'grades.submitted_at',
} as const;

/** A page of the grade table. What is not there comes last, in both directions. */
export async function gradeRows(
  db: Reader,
  assignment: string,
  { sort, descending, offset, limit, ...filter }: GradeQuery,
): Promise<{ rows: GradeRow[]; total: number }> {
  const fitting = fittingRows(db, assignment, filter);
  const total = await totalOf(db, assignment, filter);
  const direction = descending ? 'desc' : 'asc';
  const column = SORTED_BY[sort];
  const nullable = sort === 'score' || sort === 'submitted';
  const rows = await fitting
    .select(gradeColumns)
    .$if(nullable, (query) => query.orderBy(({ eb }) => eb(column, 'is', null)))
    .orderBy(column, direction)
    .$if(sort === 'attempts' || nullable, (query) => query.orderBy('people.sort_name'))
    .orderBy('people.email', sort === 'name' ? direction : 'asc')
    .offset(offset)
    .limit(limit)
    .execute();
  return { rows: rows.map(gradeOf), total };
}

export async function gradeRow(db: Reader, assignment: string, person: string): Promise<GradeRow | null> {
  const row = await allRows(db, assignment).select(gradeColumns).where('grades.person', '=', person).executeTakeFirst();
  return row ? gradeOf(row) : null;
}

/** Without a search nobody's names are needed. */
async function totalOf(db: Reader, assignment: string, filter: Filter): Promise<number> {
  const counted =
    filter.search === undefined && filter.only === undefined
      ? db
          .selectFrom('grades')
          .where('assignment', '=', assignment)
          .select(({ fn }) => fn.countAll<number>().as('total'))
      : fittingRows(db, assignment, filter).select(({ fn }) => fn.countAll<number>().as('total'));
  return (await counted.executeTakeFirstOrThrow()).total;
}

function allRows(db: Reader, assignment: string) {
  return db
    .selectFrom('grades')
    .innerJoin('people', 'people.id', 'grades.person')
    .where('grades.assignment', '=', assignment);
}

function fittingRows(db: Reader, assignment: string, { search, only }: Filter) {
  let query = allRows(db, assignment);
  if (search !== undefined) query = query.where(sql<boolean>`people.search like ${pattern(search)} escape '\\'`);
  if (only === 'late') query = query.where('grades.late_days', '>', 0);
  if (only === 'overridden') query = query.where('grades.override_score', 'is not', null);
  if (only === 'submitted' || only === 'missing') {
    query = query.where(({ exists, not, selectFrom }) => {
      const handedIn = exists(
        selectFrom('submissions')
          .select('submissions.id')
          .whereRef('submissions.assignment', '=', 'grades.assignment')
          .whereRef('submissions.person', '=', 'grades.person')
          .where('submissions.source', '<>', 'regrade')
          .where('submissions.state', '<>', 'cancelled')
          .where(({ or, eb }) => or([eb('submissions.outcome', 'is', null), eb('submissions.outcome', '<>', 'error')])),
      );
      return only === 'submitted' ? handedIn : not(handedIn);
    });
  }
  return query;
}

function pattern(search: string): string {
  return `%${folded(search).replace(/[\\%_]/g, '\\$&')}%`;
}

const gradeColumns = [
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
}

function gradeOf(row: Row): GradeRow {
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
  };
}
