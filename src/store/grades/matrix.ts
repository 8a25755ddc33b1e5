import type { MatrixQuery, MatrixRow } from '../contract/grades.ts';
import type { Reader } from '../database.ts';
import { enrolled, fits, found } from './fitting.ts';
import { gradeColumns, gradeOf } from './row.ts';

/** A page of people, then all their grades. Who has no grade of what is sorted by comes last, in both directions. */
export async function matrixRows(
  db: Reader,
  { sort, descending, offset, limit, ...filter }: MatrixQuery,
): Promise<{ rows: MatrixRow[]; total: number }> {
  const direction = descending ? 'desc' : 'asc';
  const { total } = await fittingPeople(db, filter)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const fitting = fittingPeople(db, filter).select('people.id').offset(offset).limit(limit);
  const people = await sorted(fitting).execute();
  const ids = people.map(({ id }) => id);
  const grades = await gradesOf(db, ids);
  const rows = ids.flatMap((id) => {
    const own = grades.get(id);
    return own?.[0] ? [{ person: own[0].person, grades: own }] : [];
  });
  return { rows, total };

  function sorted(query: typeof fitting): typeof fitting {
    if (sort === 'name') return query.orderBy('people.sort_name', direction).orderBy('people.email', direction);
    if (sort === 'email') return query.orderBy('people.email', direction);
    const scores = db
      .selectFrom('grades')
      .select(['person', ({ fn }) => fn.sum<number>('final').as('score')])
      .$if(typeof sort === 'object', (one) => one.where('assignment', '=', (sort as { assignment: string }).assignment))
      .groupBy('person')
      .as('scores');
    return query
      .leftJoin(scores, 'scores.person', 'people.id')
      .orderBy(({ eb, ref }) => eb(ref('scores.score'), 'is', null))
      .orderBy('scores.score', direction)
      .orderBy('people.sort_name')
      .orderBy('people.email');
  }
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
