import type { Reader } from '../database.ts';

/** Attempts that count against a limit: graded and refused ones, and those under way. */
export async function attemptsUsed(db: Reader, assignment: string, person: string): Promise<number> {
  const { used } = await db
    .selectFrom('submissions')
    .select(({ fn }) => fn.countAll<number>().as('used'))
    .where('assignment', '=', assignment)
    .where('person', '=', person)
    .where('source', '<>', 'regrade')
    .where((where) =>
      where.or([where('state', 'in', ['waiting', 'running']), where('outcome', 'in', ['graded', 'refused'])]),
    )
    .executeTakeFirstOrThrow();
  return used;
}
