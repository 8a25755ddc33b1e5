import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openSqlite } from '../../src/store/sqlite.ts';

test('A SQLite file that finds no room says that the database does not answer, and goes on when there is room', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-full-'));
  context.onTestFinished(() => rm(folder, { recursive: true }));
  const database = openSqlite(join(folder, 'full.db'));
  context.onTestFinished(() => database.db.destroy());
  const pages = (most: number) => database.read((db) => sql.raw(`pragma max_page_count = ${most}`).execute(db));
  const fill = () =>
    database.write(async (db) => {
      await sql`insert into filled values (1)`.execute(db);
      await sql`insert into filled values (zeroblob(1000000))`.execute(db);
    });
  await database.write((db) => sql`create table filled (content blob)`.execute(db));
  await pages(1);
  await expect(fill()).rejects.toMatchObject({ code: 'store-unreachable', message: expect.stringContaining('full') });
  await pages(100_000);
  await fill();
  const { rows } = await database.read((db) => sql`select count(*) as count from filled`.execute(db));
  expect(rows).toEqual([{ count: 2 }]);
});
