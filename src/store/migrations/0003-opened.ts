import { type Kysely, sql } from 'kysely';
import type { Kind } from '../database.ts';
import type { Tables } from '../tables.ts';

/** When somebody first came in. Of those who are signed in already, their oldest session tells. */
export async function opened(db: Kysely<Tables>, kind: Kind): Promise<void> {
  const type = kind === 'postgres' ? 'text collate "C"' : 'text';
  await sql.raw(`alter table people add column opened_at ${type}`).execute(db);
  await sql
    .raw(
      `update people set opened_at = (select min(tokens.created_at) from tokens where tokens.person = people.id and tokens.kind = 'session')`,
    )
    .execute(db);
}
