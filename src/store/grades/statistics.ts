import type { GradeStatistics } from '../contract/grades.ts';
import type { Reader } from '../database.ts';
import { fits } from './fitting.ts';

type Counted = Pick<GradeStatistics, 'scores' | 'verdicts'>;

/**
 * How a class did. To count the verdicts of thousands takes long enough that others would wait: they are counted once for each state of the grades, whose every
 * change leaves a line in the history. Who handed in changes without one, and is counted each time.
 */
export function makeStatistics(): (db: Reader, assignment: string) => Promise<GradeStatistics> {
  const known = new Map<string, { change: number; counted: Counted }>();
  return async (db, assignment) => {
    const change = await lastChange(db, assignment);
    const before = known.get(assignment);
    const counted = before?.change === change ? before.counted : await count(db, assignment);
    known.set(assignment, { change, counted });
    const people = (only?: 'submitted' | 'late') => peopleWho(db, assignment, only);
    return { people: await people(), submitted: await people('submitted'), late: await people('late'), ...counted };
  };
}

async function lastChange(db: Reader, assignment: string): Promise<number> {
  const last = await db
    .selectFrom('grade_changes')
    .select('order')
    .where('assignment', '=', assignment)
    .orderBy('order', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.order ?? 0;
}

async function peopleWho(db: Reader, assignment: string, only: 'submitted' | 'late' | undefined): Promise<number> {
  const { people } = await db
    .selectFrom('grades')
    .innerJoin('people', 'people.id', 'grades.person')
    .where('grades.assignment', '=', assignment)
    .$if(only !== undefined, (query) => query.where((eb) => fits(eb, only ?? 'late')))
    .select(({ fn }) => fn.countAll<number>().as('people'))
    .executeTakeFirstOrThrow();
  return people;
}

async function count(db: Reader, assignment: string): Promise<Counted> {
  const scores = await db
    .selectFrom('grades')
    .select(['final as score', ({ fn }) => fn.countAll<number>().as('people')])
    .where('assignment', '=', assignment)
    .where('final', 'is not', null)
    .groupBy('final')
    .orderBy('final')
    .$narrowType<{ score: number }>()
    .execute();
  return { scores, verdicts: await verdicts(db, assignment) };
}

function verdicts(db: Reader, assignment: string): Promise<GradeStatistics['verdicts']> {
  return db
    .selectFrom('grades')
    .innerJoin('verdicts', 'verdicts.result', 'grades.result')
    .select([
      'verdicts.grader',
      'verdicts.verdict',
      ({ fn }) => fn.countAll<number>().as('people'),
      ({ fn }) => fn.sum<number>('verdicts.earned').as('earned'),
      ({ fn }) => fn.sum<number>('verdicts.possible').as('possible'),
    ])
    .where('grades.assignment', '=', assignment)
    .where('verdicts.possible', '>', 0)
    .groupBy(['verdicts.grader', 'verdicts.verdict'])
    .orderBy('verdicts.grader')
    .orderBy('verdicts.verdict')
    .execute();
}
