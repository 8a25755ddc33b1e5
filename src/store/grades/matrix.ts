import type { SelectQueryBuilder } from 'kysely';
import type { MatrixQuery, MatrixRow, MatrixSort } from '../contract/grades.ts';
import type { Reader } from '../database.ts';
import type { Tables } from '../tables.ts';
import { enrolled, fits, found } from './fitting.ts';
import { gradeColumns, gradeOf } from './row.ts';

/** A page of people, then all their grades. Who has no grade of what is sorted by comes last, in both directions. */
export async function matrixRows(
  db: Reader,
  { sort, descending, offset, limit, ...filter }: MatrixQuery,
): Promise<{ rows: MatrixRow[]; total: number }> {
  const isFiltered = filter.search !== undefined || filter.only !== undefined;
  const fitting = fittingPeople(db, filter)
    .select('people.id')
    // What fits is found once: it is counted where it is sorted.
    .$if(isFiltered, (query) => query.select(({ fn }) => fn.countAll<number>().over().as('total')))
    .offset(offset)
    .limit(limit);
  const people = await sorted(fitting, sort, descending).execute();
  const ids = people.map(({ id }) => id);
  const grades = await gradesOf(db, ids);
  const rows = ids.flatMap((id) => {
    const own = grades.get(id);
    return own?.[0] ? [{ person: own[0].person, grades: own }] : [];
  });
  return { rows, total: people[0]?.total ?? (await totalOf(db, filter)) };
}

function sorted<Row>(
  query: SelectQueryBuilder<Tables, 'people', Row>,
  sort: MatrixSort,
  descending: boolean,
): SelectQueryBuilder<Tables, 'people', Row> {
  const direction = descending ? 'desc' : 'asc';
  if (sort === 'name') return query.orderBy('people.sort_name', direction).orderBy('people.email', direction);
  if (sort === 'email') return query.orderBy('people.email', direction);
  return query
    .orderBy(
      ({ selectFrom }) =>
        selectFrom('grades')
          .select(({ fn }) => fn.sum<number | null>('final').as('score'))
          .whereRef('grades.person', '=', 'people.id')
          .$if(sort !== 'total', (one) =>
            one.where('grades.assignment', '=', (sort as { assignment: string }).assignment),
          ),
      (by) => (descending ? by.desc() : by.asc()).nullsLast(),
    )
    .orderBy('people.sort_name')
    .orderBy('people.email');
}

async function totalOf(db: Reader, filter: Pick<MatrixQuery, 'search' | 'only'>): Promise<number> {
  const counted =
    filter.search === undefined && filter.only === undefined
      ? db.selectFrom('grades').select(({ fn }) => fn.count<number>('person').distinct().as('total'))
      : fittingPeople(db, filter).select(({ fn }) => fn.countAll<number>().as('total'));
  return (await counted.executeTakeFirstOrThrow()).total;
}

/** People with a row in any grade table, of which one at least fits. */
function fittingPeople(db: Reader, { search, only }: Pick<MatrixQuery, 'search' | 'only'>) {
  const query = db.selectFrom('people').where(({ exists, selectFrom }) =>
    exists(
      selectFrom('grades')
        .select('grades.person')
        .whereRef('grades.person', '=', 'people.id')
        .$if(only !== undefined, (one) => one.where((eb) => fits(eb, only ?? 'submitted'))),
    ),
  );
  return search === undefined ? query : query.where(found(search));
}

async function gradesOf(db: Reader, people: readonly string[]): Promise<Map<string, MatrixRow['grades']>> {
  if (people.length === 0) return new Map();
  const rows = await db
    .selectFrom('grades')
    .innerJoin('people', 'people.id', 'grades.person')
    .select(gradeColumns)
    .select('grades.assignment')
    .select((eb) => enrolled(eb).as('enrolled'))
    .where('grades.person', 'in', people)
    .orderBy('grades.assignment')
    .execute();
  return Map.groupBy(
    rows.map((row) => ({ ...gradeOf(row), assignment: row.assignment })),
    ({ person }) => person.id,
  );
}
