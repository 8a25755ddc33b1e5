import { Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import { migrations } from './migrations/index.ts';

/** Brings the database up to date, all or nothing. Several processes may do so at once: one migrates, the others wait for it. */
export async function migrate({ kind, write, lock }: Database): Promise<void> {
  await write(async (trx) => {
    await lock(trx, 'migration');
    const migrator = new Migrator({ db: trx, provider: { getMigrations: async () => migrations(kind) } });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  });
}
