import type { GradeQuery, GradeRow } from '../contract/grades.ts';
import type { Reader } from '../database.ts';
import { enrolled, fits, found, lostTo } from './fitting.ts';
import { gradeColumns, gradeOf } from './row.ts';

type Filter = Pick<GradeQuery, 'search' | 'only' | 'lost'>;

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
    .select((eb) => enrolled(eb).as('enrolled'))
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
  const row = await allRows(db, assignment)
    .select(gradeColumns)
    .select((eb) => enrolled(eb).as('enrolled'))
    .where('grades.person', '=', person)
    .executeTakeFirst();
  return row ? gradeOf(row) : null;
}

/** Without a search nobody's names are needed. */
async function totalOf(db: Reader, assignment: string, filter: Filter): Promise<number> {
  const { search, only, lost } = filter;
  const counted =
    search === undefined && only === undefined && lost === undefined
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

function fittingRows(db: Reader, assignment: string, { search, only, lost }: Filter) {
  let query = allRows(db, assignment);
  if (search !== undefined) query = query.where(found(search));
  if (only !== undefined) query = query.where((eb) => fits(eb, only));
  if (lost !== undefined) query = query.where((eb) => lostTo(eb, lost));
  return query;
}
