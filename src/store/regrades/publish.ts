import { sql } from 'kysely';
import { inChunks } from '../chunks.ts';
import type { Regrade } from '../contract/regrades.ts';
import type { Compute } from '../contract/submissions.ts';
import type { Database, Writer } from '../database.ts';
import { gradeAgain } from '../grades/grade-again.ts';
import { lockPeople } from '../people/lock.ts';
import { renewedItems } from './items.ts';
import { regradeOf } from './row.ts';

interface Publishing {
  id: string;
  by: string;
  at: string;
  compute: Compute;
}

/** ready → published: the new results stand in the place of the old ones. */
export async function publish(
  database: Database,
  trx: Writer,
  { id, by, at, compute }: Publishing,
): Promise<Regrade | null> {
  const row = await trx
    .updateTable('regrades')
    .set({ state: 'published', ended_at: at })
    .where('id', '=', id)
    .where('state', '=', 'ready')
    .returningAll()
    .executeTakeFirst();
  if (!row) return null;
  const renewed = await renewedItems(trx, id)
    .select('after.id as result')
    .where('after.id', 'is not', null)
    .$narrowType<{ result: string }>()
    .execute();
  const people = [...new Set(renewed.map(({ person }) => person))];
  await lockPeople(database, trx, people);
  for (const chunk of inChunks(renewed)) {
    const results = chunk.map(({ submission, result }) => sql`(${submission}, ${result})`);
    await sql`with renewed (submission, new_result) as (values ${sql.join(results)})
      update submissions set result = renewed.new_result from renewed where submissions.id = renewed.submission`.execute(
      trx,
    );
  }
  await gradeAgain(trx, row.assignment, people, compute, { at, by, kind: 'regraded', submission: null });
  return regradeOf(row);
}
