import { type Kysely, sql } from 'kysely';
import type { Kind } from '../database.ts';
import { HANDED_IN } from '../grades/handed-in.ts';
import type { Tables } from '../tables.ts';

const TYPES: Record<Kind, { text: string; integer: string }> = {
  sqlite: { text: 'text', integer: 'integer' },
  postgres: { text: 'text collate "C"', integer: 'bigint' },
};

/** What a teacher asks of all rows of the grade table stands in the row, and what is looked for among all verdicts has an index. */
export async function standing(db: Kysely<Tables>, kind: Kind): Promise<void> {
  const { text, integer } = TYPES[kind];
  await sql.raw(`alter table grades add column handed_in ${integer} not null default 0`).execute(db);
  await sql.raw(`alter table grades add column result ${text}`).execute(db);
  await sql`update grades set handed_in = ${HANDED_IN},
    result = (select submissions.result from submissions where submissions.id = grades.submission)`.execute(db);
  for (const statement of [
    'create index grades_not_handed_in on grades (person, assignment) where handed_in = 0',
    'create index grades_by_result on grades (result, assignment, person)',
    `create index verdicts_lost on verdicts (grader, result) where verdict in ('partial', 'fail', 'blocked') and possible > 0`,
    'drop index people_by_name',
    'create index people_by_name on people (sort_name, email, id)',
  ]) {
    await sql.raw(statement).execute(db);
  }
}
