import type { GradeQuery, GradeRow } from '../contract/grades.ts';
import type { Reader } from '../database.ts';
import { fits, found, lostTo } from './fitting.ts';
import { gradeOf, storedGrades } from './row.ts';

type Filter = Pick<GradeQuery, 'search' | 'only' | 'lost'>;

const SORTED_BY = {
  name: 'people.sort_name',
  email: 'people.email',
  score: 'grades.final',
  attempts: 'grades.attempts',
  submitted: 'grades.submitted_at',
} as const;

/**
 * A page of the grade table. What is not there comes last, in both directions. First who is on it, by as little as possible of each row, for all rows that fit are
 * sorted; then what is told of these.
 */
export async function gradeRows(
  db: Reader,
  assignment: string,
  { sort, descending, offset, limit, ...filter }: GradeQuery,
): Promise<{ rows: GradeRow[]; total: number }> {
  const direction = descending ? 'desc' : 'asc';
  const isFiltered = Object.values(filter).some((asked) => asked !== undefined);
  const fitting = fittingRows(db, assignment, filter)
    .select('grades.person')
    // What fits is found once: it is counted where it is sorted.
    .$if(isFiltered, (query) => query.select(({ fn }) => fn.countAll<number>().over().as('total')))
    .orderBy(SORTED_BY[sort], (by) => (descending ? by.desc() : by.asc()).nullsLast())
    .$if(sort !== 'name' && sort !== 'email', (query) => query.orderBy('people.sort_name'))
    .orderBy('people.email', sort === 'name' ? direction : 'asc')
    .offset(offset)
    .limit(limit);
  const [page, all] = await Promise.all([fitting.execute(), isFiltered ? null : totalOf(db, assignment, filter)]);
  const total = all ?? page[0]?.total ?? (await totalOf(db, assignment, filter));
  return { rows: await rowsOf(db, assignment, page), total };
}

export async function gradeRow(db: Reader, assignment: string, person: string): Promise<GradeRow | null> {
  const [row] = await rowsOf(db, assignment, [{ person }]);
  return row ?? null;
}

/** In this order; who has no row is left out. */
async function rowsOf(db: Reader, assignment: string, page: readonly { person: string }[]): Promise<GradeRow[]> {
  if (page.length === 0) return [];
  const people = page.map(({ person }) => person);
  const rows = await storedGrades(db)
    .where('grades.assignment', '=', assignment)
    .where('grades.person', 'in', people)
    .execute();
  const byPerson = new Map(rows.map((row) => [row.id, gradeOf(row)]));
  return people.map((person) => byPerson.get(person)).filter((row) => row !== undefined);
}

/** Without a filter nobody's names are needed. */
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
