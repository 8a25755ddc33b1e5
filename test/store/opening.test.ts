import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { again } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { TestPostgres } from '../support/postgres.ts';
import { at, compute, fileAddress, HOMEWORK, known, openBooks, overBoth, person } from './books.ts';

const away = { code: 'store-unreachable' };

overBoth((open) => {
  test('a store that is opened again has everything, and its tables are left alone', async (context) => {
    const books = await open(context);
    const submission = await books.grade(await books.student(), 60);
    await books.store.close();
    const store = await books.another();
    expect(await known(store, submission.id)).toEqual(submission);
    expect((await store.assignments.current(HOMEWORK))?.assignment).toEqual(books.version);
    await store.ping();
  });

  test('hostile text comes back, without NUL and halves of characters, and breaks nothing', async (context) => {
    const books = await open(context);
    const { people, submissions, grades, events } = books.store;
    const hostile = `'";\\ --$1 ? %s \u{1f4a9} \0 \ud800 {"a":"\\u0000"} ${'é'.repeat(500_000)}`;
    const cleaned = hostile.replaceAll('\0', '').toWellFormed();
    const student = await people.add(person(hostile));
    expect(student.name).toBe(cleaned);
    const accepted = await books.tryAccept(student, { ref: hostile }, { idempotencyKey: hostile });
    expect(accepted).toMatchObject({ outcome: 'accepted', submission: { ref: cleaned } });
    expect(await books.tryAccept(student, {}, { idempotencyKey: hostile })).toMatchObject({ outcome: 'repeated' });
    const submission = await books.begin(student);
    const detail = { en: hostile, es: hostile };
    await events.addRunEvents(submission.id, 'run', [{ type: 'stage-detail', stage: 'build', detail }]);
    expect((await events.after(submission.id, 2, 1))[0]?.event).toEqual({
      type: 'stage-detail',
      stage: 'build',
      detail,
    });
    const fault = { code: 'internal', message: hostile, remedy: null };
    await submissions.finish(submission.id, { outcome: 'error', fault, tries: 1 }, at(1), compute);
    expect((await known(books.store, submission.id)).fault).toEqual(fault);
    const override = { score: 1, reason: hostile, by: student.id, at: at(2) };
    const row = await grades.setOverride(HOMEWORK, student.id, override, {
      by: student.id,
      at: at(2),
      reason: hostile,
    });
    expect(row.override).toEqual({ ...override, reason: cleaned });
    const search = { sort: 'name', descending: false, offset: 0, limit: 1, search: hostile.slice(0, 30) } as const;
    expect((await grades.rows(HOMEWORK, search)).total).toBe(1);
    expect(await people.byEmail(hostile)).toBeNull();
  });
});

describe('SQLite', () => {
  test('the file, what lies beside it, and its folder are its owner’s alone', async (context) => {
    const { address, store } = await openBooks(context, await fileAddress(context));
    await store.ping();
    const file = 'file' in address ? address.file : '';
    const modes = [file, `${file}-wal`, `${file}-shm`].map(async (path) => (await stat(path)).mode & 0o777);
    expect(await Promise.all(modes)).toEqual([0o600, 0o600, 0o600]);
    expect((await stat(dirname(file))).mode & 0o777).toBe(0o700);
  });

  test('several that open an empty file at once make its tables once', async (context) => {
    const address = await fileAddress(context);
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore(address)));
    for (const store of stores) expect((await store.submissions.counts()).accepted).toBe(0);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('a file that is no database, and a folder that is none, say so', async (context) => {
    const { file } = await fileAddress(context);
    await mkdir(dirname(file));
    await writeFile(file, 'no database '.repeat(1000));
    await expect(openStore({ file })).rejects.toMatchObject(away);
    await expect(openStore({ file: join(file, 'below.sqlite') })).rejects.toMatchObject(away);
  });
});

describe('PostgreSQL', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await TestPostgres.start();
  });
  afterAll(() => server.stop());

  test('several that open an empty database at once make its tables once', async () => {
    const url = await server.database();
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore({ url })));
    for (const store of stores) expect((await store.submissions.counts()).accepted).toBe(0);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('while the server is away every method says so; it goes on when the server is back', async (context) => {
    const books = await openBooks(context, { url: await server.database() });
    const submission = await books.begin(await books.student());
    await server.kill();
    const { store } = books;
    const asked = [store.ping(), store.submissions.get(submission.id), store.submissions.dispatch(), books.student()];
    for (const answer of await Promise.allSettled(asked)) expect(answer).toMatchObject({ reason: away });
    await expect(openStore(books.address)).rejects.toMatchObject(away);
    await server.restart();
    expect(await known(store, submission.id)).toEqual(submission);
  });

  test('a server that ends in the middle of a query ends nobody else', async () => {
    const { db } = openPostgres(await server.database());
    const slow = sql`select pg_sleep(30)`.execute(db);
    const asleep = sql<{
      count: number;
    }>`select count(*) from pg_stat_activity where query like '%pg_sleep(30)%' and pid <> pg_backend_pid()`;
    await expect.poll(async () => (await asleep.execute(db)).rows[0]?.count).toBe(1);
    await Promise.all([expect(slow).rejects.toThrow(), server.kill()]);
    await server.restart();
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
    await db.destroy();
  });

  test('a database that is not there is told without the password', async () => {
    const url = (await server.database()).replace('/test_', '/absent_').replace('dockgrade@', 'dockgrade:hush-hush@');
    const error = await openStore({ url }).catch((reason: unknown) => reason);
    expect(error).toMatchObject(away);
    expect(String(error)).not.toContain('hush-hush');
  });
});

test('a transaction that gave way to another one is tried again, five times at most', async () => {
  const gaveWay = Object.assign(new Error('could not serialize access'), { code: '40001' });
  let calls = 0;
  const failing = (times: number) => async () => {
    calls += 1;
    if (calls <= times) throw gaveWay;
    return calls;
  };
  expect(await again(failing(4))).toBe(5);
  calls = 0;
  await expect(again(failing(5))).rejects.toBe(gaveWay);
  expect(calls).toBe(5);
});
