import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '../../src/core/job.ts';
import type { StoredToken } from '../../src/store/contract/people.ts';
import { opened } from '../../src/store/migrations/0003-opened.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { at, HOMEWORK, overBoth, person } from './books.ts';

const row = (name: string, github: string | null = null) => ({ name, email: `${name}@Example.com`, github });

function tokenOf(owner: string, more: Partial<StoredToken> = {}): StoredToken {
  const id = newId();
  return {
    id,
    person: owner,
    kind: 'link',
    hash: id.padEnd(64, '0'),
    name: 'link',
    createdAt: at(0),
    expiresAt: null,
    ...more,
  };
}

overBoth((open, kind) => {
  test('a person is found by id, email and login in any case, and added once', async (context) => {
    const { people } = (await open(context)).store;
    const ana = { ...person('Ana'), email: 'ana@example.com', github: 'ana' };
    const added = await Promise.all(
      [ana, { ...ana, id: newId() }, { ...ana, id: newId() }].map((one) => people.add(one)),
    );
    const [first] = added;
    for (const one of added) expect(one).toEqual(first);
    expect(await people.byEmail('ANA@example.com')).toEqual(first);
    expect(await people.byGithub('Ana')).toEqual(first);
    expect(await people.person(ana.id)).toEqual(first?.id === ana.id ? ana : null);
    expect(await people.byEmail('nobody@example.com')).toBeNull();
    await expect(people.add({ ...person('Ben'), github: 'ana' })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a roster adds who is new, renames who is known, and takes out who is missing', async (context) => {
    const { people, assignments, grades } = (await open(context)).store;
    const first = await people.setRoster(HOMEWORK, [row('zoe', 'Zoe'), row('ana')], at(0));
    expect(first.map(({ person: { name, email, github }, isNew }) => [name, email, github, isNew])).toEqual([
      ['zoe', 'zoe@example.com', 'zoe', true],
      ['ana', 'ana@example.com', null, true],
    ]);
    const again = await people.setRoster(HOMEWORK, [{ ...row('ana', 'zoe'), name: 'Ana' }, row('zoe')], at(1));
    expect(again.map(({ person: { name, github }, isNew }) => [name, github, isNew])).toEqual([
      ['Ana', 'zoe', false],
      ['zoe', null, false],
    ]);
    expect((await people.roster(HOMEWORK)).map(({ name }) => name)).toEqual(['Ana', 'zoe']);
    await people.setRoster(HOMEWORK, [row('zoe')], at(2));
    const [zoe, ana] = [await people.byEmail('zoe@example.com'), await people.byEmail('ana@example.com')];
    expect(await people.isEnrolled(HOMEWORK, zoe?.id ?? '')).toBe(true);
    expect(await people.isEnrolled(HOMEWORK, ana?.id ?? '')).toBe(false);
    expect(await assignments.list(zoe?.id)).toHaveLength(1);
    expect(await assignments.list(ana?.id)).toEqual([]);
    expect(await grades.row(HOMEWORK, ana?.id ?? '')).toBeNull();
  });

  test('a roster with a mistake changes nothing', async (context) => {
    const { people } = (await open(context)).store;
    await people.add({ ...person('Teacher', 'teacher'), email: 'teacher@example.com' });
    await people.add({ ...person('Other'), github: 'other' });
    const before = await people.setRoster(HOMEWORK, [row('ana')], at(0));
    const wrong = [
      [row('ben'), row('teacher')],
      [row('ben', 'Other')],
      [row('ben', 'one'), row('cy', 'ONE')],
      [row('ben'), row('BEN')],
    ];
    for (const rows of wrong) {
      await expect(people.setRoster(HOMEWORK, rows, at(1))).rejects.toMatchObject({ code: 'conflict' });
      expect(await people.roster(HOMEWORK)).toEqual(before.map((one) => one.person));
      expect(await people.byEmail('ben@example.com')).toBeNull();
    }
  });

  test('who sets a roster may look at the books first, and what they throw changes nothing', async (context) => {
    const { people } = (await open(context)).store;
    const other = await people.add({ ...person('Other'), email: 'other@example.com', github: 'other' });
    const [zoe] = (await people.setRoster(HOMEWORK, [row('zoe', 'Zoe')], at(0))).map((one) => one.person);
    const rows = [row('ana'), row('ZOE', 'OTHER')];
    const expected = { roster: [zoe], known: expect.toSatisfy((known) => known.length === 2) };
    expect(await people.rosterBooks(HOMEWORK, rows)).toEqual(expected);
    const seen: unknown[] = [];
    const refuse = (books: unknown) => {
      seen.push(books);
      throw new Error('not so');
    };
    await expect(people.setRoster(HOMEWORK, [row('ana'), row('zoe')], at(1), refuse)).rejects.toThrow('not so');
    expect(seen).toEqual([{ roster: [zoe], known: [zoe] }]);
    expect(await people.roster(HOMEWORK)).toEqual([zoe]);
    expect((await people.rosterBooks(HOMEWORK, rows)).known).toEqual(expect.arrayContaining([zoe, other]));
  });

  test('a roster is looked through page by page, and tells who came in, and when first', async (context) => {
    const { people } = (await open(context)).store;
    const rows = [...'cab'].map((name) => ({ ...row(name), name: `${name.toUpperCase()}_ñandú` }));
    const students = (await people.setRoster(HOMEWORK, rows, at(0))).map((one) => one.person);
    const b = students.find(({ name }) => name.startsWith('B'))?.id ?? '';
    await people.markOpened(b, at(1));
    await people.markOpened(b, at(2));
    const page = await people.rosterPage(HOMEWORK, { offset: 1, limit: 2 });
    expect(page.total).toBe(3);
    expect(page.members.map(({ name, openedAt }) => [name, openedAt])).toEqual([
      ['B_ñandú', at(1)],
      ['C_ñandú', null],
    ]);
    const found = await people.rosterPage(HOMEWORK, { search: 'a_NANDU', offset: 0, limit: 5 });
    expect(found).toMatchObject({ total: 1, members: [{ name: 'A_ñandú' }] });
    expect(await people.rosterPage(HOMEWORK, { search: '%', offset: 0, limit: 5 })).toEqual({ total: 0, members: [] });
    expect(await people.rosterPage('other', { offset: 0, limit: 5 })).toEqual({ total: 0, members: [] });
  });

  test('a store from before it was noted who came in knows it of those who are signed in', async (context) => {
    const books = await open(context);
    const { people } = books.store;
    const students = (await people.setRoster(HOMEWORK, [row('ana'), row('ben')], at(0))).map((one) => one.person);
    const ana = students[0]?.id ?? '';
    await people.addTokens([
      tokenOf(ana, { kind: 'session', createdAt: at(7) }),
      tokenOf(ana, { kind: 'session', createdAt: at(5) }),
      tokenOf(ana),
      tokenOf(students[1]?.id ?? '', { createdAt: at(3) }),
    ]);
    const { address } = books;
    const { db } = 'file' in address ? openSqlite(address.file) : openPostgres(address.url);
    context.onTestFinished(() => db.destroy());
    await sql`alter table people drop column opened_at`.execute(db);
    await opened(db, kind);
    const { members } = await people.rosterPage(HOMEWORK, { offset: 0, limit: 2 });
    expect(members.map(({ name, openedAt }) => [name, openedAt])).toEqual([
      ['ana', at(5)],
      ['ben', null],
    ]);
  });

  test('a roster of thousands is set, and set again by two processes at once', async (context) => {
    const books = await open(context);
    const rows = Array.from({ length: 2500 }, (_, index) => row(`student ${index}`, `login-${index}`));
    expect(await books.store.people.setRoster(HOMEWORK, rows, at(0))).toHaveLength(2500);
    const other = await books.another();
    const more = [...rows, row('one more')];
    await Promise.all([books.store, other].map((store) => store.people.setRoster(HOMEWORK, more, at(1))));
    expect(await other.people.roster(HOMEWORK)).toHaveLength(2501);
  });

  test('a token opens what is its person’s until it expires or is taken away', async (context) => {
    const { people } = (await open(context)).store;
    const [ana, ben] = [await people.add(person('Ana')), await people.add(person('Ben'))];
    const [link, session] = [tokenOf(ana.id), tokenOf(ana.id, { kind: 'session', expiresAt: at(10) })];
    await people.addTokens([link, session]);
    await people.addToken(tokenOf(ben.id));
    expect(await people.byToken(link.hash, at(99))).toEqual({ person: ana, token: link });
    expect(await people.byToken(session.hash, at(9))).toEqual({ person: ana, token: session });
    expect(await people.byToken(session.hash, at(10))).toBeNull();
    expect(await people.byToken('unknown', at(0))).toBeNull();
    expect(await people.removeToken(link.id, ben.id)).toBe(false);
    expect(await people.removeToken(link.id, ana.id)).toBe(true);
    expect(await people.byToken(link.hash, at(0))).toBeNull();
    expect(await people.removeExpiredTokens(at(9))).toBe(0);
    expect(await people.removeExpiredTokens(at(10))).toBe(1);
    await people.addTokens([tokenOf(ana.id), tokenOf(ana.id), tokenOf(ana.id, { kind: 'bearer' })]);
    expect(await people.withLink([ana.id, ben.id, newId()])).toEqual(new Set([ana.id, ben.id]));
    await people.removeTokens(ana.id, 'link');
    expect((await people.tokens(ana.id)).map(({ kind }) => kind)).toEqual(['bearer']);
    expect(await people.withLink([ana.id, ben.id])).toEqual(new Set([ben.id]));
    expect(await people.tokens(ben.id)).toHaveLength(1);
    await expect(people.addTokens([tokenOf(ben.id), link, link])).rejects.toThrow();
    expect(await people.tokens(ben.id)).toHaveLength(1);
  });
});
