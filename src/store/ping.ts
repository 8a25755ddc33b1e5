import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { StoreAddress } from './store.ts';

/**
 * Asks whether a database answers, and makes nothing in it: neither tables nor a file. Throws `store-unreachable`.
 * @returns false when there is no file yet
 */
export async function pingStore(address: StoreAddress): Promise<boolean> {
  if ('file' in address && !existsSync(address.file)) return false;
  const database = 'file' in address ? openSqlite(address.file) : openPostgres(address.url);
  try {
    await database.read((db) => sql`select 1`.execute(db));
    return true;
  } finally {
    await database.db.destroy();
  }
}
