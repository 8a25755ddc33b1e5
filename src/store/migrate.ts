import { Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import { migrations } from './migrations/index.ts';

/** Brings the database up to date. Several processes may do so at once: one migrates, the others wait for it. */
export async function migrate({ db, kind }: Pick<Database, 'db' | 'kind'>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations(kind) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
