import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Kind } from '../database.ts';
import type { Tables } from '../tables.ts';
import { initial } from './0001-initial.ts';
import { verdicts } from './0002-verdicts.ts';
import { opened } from './0003-opened.ts';
import { standing } from './0004-standing.ts';

/** Every step from an empty database to this one, in the order of their names. A step that was published is never changed. */
export function migrations(kind: Kind): Record<string, Migration> {
  return {
    '0001-initial': { up: (db: Kysely<unknown>) => initial(db, kind) },
    '0002-verdicts': { up: (db: Kysely<unknown>) => verdicts(db as Kysely<Tables>, kind) },
    '0003-opened': { up: (db: Kysely<unknown>) => opened(db as Kysely<Tables>, kind) },
    '0004-standing': { up: (db: Kysely<unknown>) => standing(db as Kysely<Tables>, kind) },
  };
}
