import type { ExpressionBuilder } from 'kysely';
import type { MatrixQuery, MatrixRow, MatrixSort } from '../contract/grades.ts';
import type { Reader } from '../database.ts';
import type { Tables } from '../tables.ts';
import { fits, found } from './fitting.ts';
import { gradeOf, storedGrades } from './row.ts';

type Filter = Pick<MatrixQuery, 'search' | 'only'>;

/** A page of people, then all their grades. Who has no grade of what is sorted by comes last, in both directions. */
export async function matrixRows(
  db: Reader,
  { sort, descending, offset, limit, ...filter }: MatrixQuery,
): Promise<{ rows: MatrixRow[]; total: number }> {
  const isFiltered = filter.search !== undefined || filter.only !== undefined;
  const fitting = sorted(db, filter, sort, descending)
    .select('people.id')
    // What fits is found once: it is counted where it is sorted.
    .$if(isFiltered, (query) => query.select(({ fn }) => fn.countAll<number>().over().as('total')))
    .offset(offset)
    .limit(limit);
  const [people, all] = await Promise.all([fitting.execute(), isFiltered ? null : totalOf(db, filter)]);
  const ids = people.map(({ id }) => id);
  const grades = await gradesOf(db, ids);
  const rows = ids.flatMap((id) => {
    const own = grades.get(id);
    return own?.[0] ? [{ person: own[0].person, grades: own }] : [];
  });
  return { rows, total: all ?? people[0]?.total ?? (await totalOf(db, filter)) };
}

/** By points: those of everybody who has a row are added up at once, which is less work than to look up each person's. */
function sorted(db: Reader, filter: Filter, sort: MatrixSort, descending: boolean) {
  const direction = descending ? 'desc' : 'asc';
  if (sort === 'name') {
    return fittingPeople(db, filter).orderBy('people.sort_name', direction).orderBy('people.email', direction);
  }
  if (sort === 'email') return fittingPeople(db, filter).orderBy('people.email', direction);
  const points = db
    .selectFrom('grades')
    .select('person')
    .select(({ fn, ref, case: when }) =>
      fn
        .sum<number | null>(
          sort === 'total' ? ref('final') : when().when('assignment', '=', sort.assignment).then(ref('final')).end(),
        )
        .as('points'),
    )
    .groupBy('person')
    .as('scored');
  return searchedPeople(db, filter)
    .innerJoin(points, 'scored.person', 'people.id')
    .$if(filter.only !== undefined, (query) => query.where(hasRow(filter)))
    .orderBy('scored.points', (by) => (descending ? by.desc() : by.asc()).nullsLast())
    .orderBy('people.sort_name')
    .orderBy('people.email');
}

async function totalOf(db: Reader, filter: Filter): Promise<number> {
  const counted =
    filter.search === undefined && filter.only === undefined
      ? db.selectFrom('grades').select(({ fn }) => fn.count<number>('person').distinct().as('total'))
      : fittingPeople(db, filter).select(({ fn }) => fn.countAll<number>().as('total'));
  return (await counted.executeTakeFirstOrThrow()).total;
}

/** People with a row in any grade table, of which one at least fits. */
function fittingPeople(db: Reader, filter: Filter) {
  return searchedPeople(db, filter).where(hasRow(filter));
}

function searchedPeople(db: Reader, { search }: Filter) {
  return db.selectFrom('people').$if(search !== undefined, (query) => query.where(found(search ?? '')));
}

function hasRow({ only }: Filter) {
  return ({ exists, selectFrom }: ExpressionBuilder<Tables, 'people'>) =>
    exists(
      selectFrom('grades')
        .select('grades.person')
        .whereRef('grades.person', '=', 'people.id')
        .$if(only !== undefined, (one) => one.where((eb) => fits(eb, only ?? 'submitted'))),
    );
}

async function gradesOf(db: Reader, people: readonly string[]): Promise<Map<string, MatrixRow['grades']>> {
  if (people.length === 0) return new Map();
  const rows = await storedGrades(db).where('grades.person', 'in', people).orderBy('grades.assignment').execute();
  return Map.groupBy(
    rows.map((row) => ({ ...gradeOf(row), assignment: row.assignment })),
    ({ person }) => person.id,
  );
}
