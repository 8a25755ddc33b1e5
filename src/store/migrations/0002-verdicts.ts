import { type Kysely, sql } from 'kysely';
import type { Judgement } from '../../core/judge.ts';
import type { Kind } from '../database.ts';
import type { Tables } from '../tables.ts';
import { addVerdicts } from '../verdicts/add.ts';

/** Results whose lines are read at a time: each may be large. */
const PAGE = 100;

const TYPES: Record<Kind, { text: string; real: string; clustered: string }> = {
  sqlite: { text: 'text', real: 'real', clustered: ' without rowid' },
  postgres: { text: 'text collate "C"', real: 'double precision', clustered: '' },
};

/** Verdicts beside the results that they are part of, so that a class can be counted without reading what was told to each student. */
export async function verdicts(db: Kysely<Tables>, kind: Kind): Promise<void> {
  const { text, real, clustered } = TYPES[kind];
  for (const statement of [
    `create table verdicts (result ${text} not null references results (id), grader ${text} not null, verdict ${text} not null,
      earned ${real} not null, possible ${real} not null, primary key (result, grader))${clustered}`,
    'create index grades_by_person on grades (person, assignment, final)',
    'create index grade_changes_of_assignment on grade_changes (assignment, "order")',
  ]) {
    await sql.raw(statement).execute(db);
  }
  await fillIn(db);
}

/** The lines are parsed here: PostgreSQL refuses to look into JSON that quotes a NUL, which a student's program may print. */
async function fillIn(db: Kysely<Tables>): Promise<void> {
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('results')
      .select(['order', 'id', 'lines'])
      .where('order', '>', last)
      .orderBy('order')
      .limit(PAGE)
      .execute();
    const newest = rows.at(-1);
    if (newest === undefined) return;
    last = newest.order;
    await addVerdicts(
      db,
      rows.map(({ id, lines }) => ({ id, lines: JSON.parse(lines) as Judgement[] })),
    );
  }
}
