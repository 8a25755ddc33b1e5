import type { GradeStatistics } from '../contract/grades.ts';
import type { Reader } from '../database.ts';
import { fits } from './fitting.ts';

/** How a class did: every number in one query over its narrow rows. */
export async function gradeStatistics(db: Reader, assignment: string): Promise<GradeStatistics> {
  const count = (only?: 'submitted' | 'late') =>
    db
      .selectFrom('grades')
      .innerJoin('people', 'people.id', 'grades.person')
      .where('grades.assignment', '=', assignment)
      .$if(only !== undefined, (query) => query.where((eb) => fits(eb, only ?? 'late')))
      .select(({ fn }) => fn.countAll<number>().as('people'))
      .executeTakeFirstOrThrow();
  const [all, submitted, late] = [await count(), await count('submitted'), await count('late')];
  const scores = await db
    .selectFrom('grades')
    .select(['final as score', ({ fn }) => fn.countAll<number>().as('people')])
    .where('assignment', '=', assignment)
    .where('final', 'is not', null)
    .groupBy('final')
    .orderBy('final')
    .$narrowType<{ score: number }>()
    .execute();
  return {
    people: all.people,
    submitted: submitted.people,
    late: late.people,
    scores,
    verdicts: await verdicts(db, assignment),
  };
}

function verdicts(db: Reader, assignment: string): Promise<GradeStatistics['verdicts']> {
  return db
    .selectFrom('grades')
    .innerJoin('submissions', 'submissions.id', 'grades.submission')
    .innerJoin('verdicts', 'verdicts.result', 'submissions.result')
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
