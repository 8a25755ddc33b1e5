import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Kind } from '../database.ts';
import { initial } from './0001-initial.ts';

/** Every step from an empty database to this one, in the order of their names. A step that was published is never changed. */
export function migrations(kind: Kind): Record<string, Migration> {
  return { '0001-initial': { up: (db: Kysely<unknown>) => initial(db, kind) } };
}
