import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/store/contract/people.ts';
import { atOnce } from '../support/runs.ts';
import { endOf } from '../support/service.ts';
import { addAssignment, fetchCsv } from './fixtures/own-assignment.ts';
import { type Served, serveAll } from './fixtures/served.ts';

let t: Served;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
});
afterAll(() => close());

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const EVIL = '"><script>alert(1)</script>';

describe('pages of grades', () => {
  test('are for teachers: students are told so, strangers how to sign in', async () => {
    const { at } = await addAssignment(t, 'private', []);
    for (const path of ['/grades', '/grades.csv', `${at}/grades`, `${at}/grades.csv?for=moodle`, `${at}/statistics`]) {
      expect(await t.ask(path, { as: t.students[0] }), path).toMatchObject({ status: 403 });
      expect(await t.ask(path), path).toMatchObject({ status: 401 });
    }
    for (const path of ['/grades', '/grades.csv', '/statistics']) {
      expect(await t.ask(`/assignments/nothing${path}`, { as: t.teacher }), path).toMatchObject({ status: 404 });
    }
  });

  test('escape what a student or a teacher wrote, on the page and in the part that htmx fetches', async () => {
    const { at, people } = await addAssignment(t, 'hostile', [{ name: EVIL, email: 'evil@example.com' }], `T ${EVIL}`);
    const [evil] = people as [Person];
    await t.service.grades.override(t.teacher, 'hostile', evil.id, { score: 5, reason: `${EVIL}\u202e` });
    for (const path of [
      `/grades?search=${encodeURIComponent('script')}`,
      `${at}/grades?lost=${encodeURIComponent(EVIL)}`,
      `${at}/grades`,
      `${at}/statistics`,
    ]) {
      for (const headers of [{ accept: 'text/html' }, { 'hx-request': 'true' }] as Record<string, string>[]) {
        const { status, text } = await t.ask(path, { as: t.teacher, headers });
        expect(status, text).toBe(200);
        expect(text).not.toContain('<script>alert');
        expect(text).not.toContain('\u202e');
      }
    }
    const { text } = await t.ask(`${at}/grades`, { as: t.teacher });
    expect(text).toContain('&quot;&gt;&lt;script&gt;alert(1)');
  });

  test('give htmx the table alone and tell it the address that can be passed on', async () => {
    const { at } = await addAssignment(t, 'parts', [{ name: 'Ana', email: 'ana.parts@example.com' }]);
    const typed = await t.ask(`${at}/grades?search=ana&only=&sort=name&order=asc`, {
      as: t.teacher,
      headers: { 'hx-request': 'true', 'hx-source': 'form#grade-search' },
    });
    expect(typed.text).not.toContain('<html');
    expect(typed.text).toContain('ana.parts<wbr>@example.com');
    expect(typed.headers.get('hx-replace-url')).toBe(`${at}/grades?search=ana`);
    const clicked = await t.ask(`${at}/grades?sort=score&order=desc`, {
      as: t.teacher,
      headers: { 'hx-request': 'true', 'hx-source': 'a#sort-score' },
    });
    expect(clicked.headers.get('hx-push-url')).toBe(`${at}/grades?sort=score&order=desc`);
    expect(clicked.text).toContain('aria-sort="descending"');
  });

  test('open with any query, and show what can be made of it', async () => {
    const { at } = await addAssignment(t, 'queries', [{ name: 'Ana', email: 'ana.queries@example.com' }]);
    const queries =
      'sort=%00 page=-1 page=x only=nobody search=a&search=b sort=assignment.no-such page=999999 lost=%27%3B--';
    for (const query of queries.split(' ')) {
      for (const path of ['/grades', `${at}/grades`, '/grades.csv', `${at}/grades.csv`]) {
        expect((await t.ask(`${path}?${query}`, { as: t.teacher })).status, `${path}?${query}`).toBe(200);
      }
    }
  });

  test('mark who left the roster, and the files for Moodle and Canvas leave them out', async () => {
    const rows = ['Gone', 'Here'].map((name) => ({ name, email: `${name.toLowerCase()}@example.com` }));
    const { at, people, roster } = await addAssignment(t, 'left', rows);
    await t.service.grades.override(t.teacher, 'left', people[0]?.id ?? '', { score: 5, reason: 'before leaving' });
    await roster(rows.slice(1));
    for (const path of ['/grades?only=left', `${at}/grades?only=left`]) {
      const { text } = await t.ask(path, { as: t.teacher });
      expect(text).toContain('gone<wbr>@example.com');
      expect(text).toContain('left the roster</span>');
      expect(text).not.toContain('here<wbr>@example.com');
    }
    const table = await fetchCsv(t, `${at}/grades.csv`, { bom: true });
    expect(table.map((row) => [row[1], row.at(-1)])).toEqual([
      ['email', 'roster'],
      ['gone@example.com', 'left'],
      ['here@example.com', 'on'],
    ]);
    for (const layout of ['moodle', 'canvas']) {
      const all = (await fetchCsv(t, `${at}/grades.csv?for=${layout}`)).flat();
      expect([all.includes('gone@example.com'), all.includes('here@example.com')], layout).toEqual([false, true]);
    }
  });
});

describe('grades that a teacher changes', () => {
  test('a score by hand may be a bonus of as much again, and no more', async () => {
    const { at, people } = await addAssignment(t, 'bonus', [{ name: 'Ana', email: 'ana.bonus@example.com' }]);
    const put = (score: number) =>
      t.ask(`/api${at}/grades/${people[0]?.id}`, { as: t.teacher, method: 'PUT', body: { score, reason: 'because' } });
    expect(await put(950)).toMatchObject({
      status: 400,
      json: { code: 'request-invalid', errors: [{ where: 'score' }] },
    });
    expect((await put(110)).status).toBe(200);
    expect((await t.ask(`${at}/grades`, { as: t.teacher })).text).toContain('bonus</span>');
  });

  test('those who are chosen in the table are graded again, and nobody else; to choose nobody is a mistake', async () => {
    const { at, people } = await addAssignment(
      t,
      'chosen',
      ['Ana', 'Bea', 'Cleo'].map((name) => ({ name, email: `${name}.chosen@example.com`.toLowerCase() })),
    );
    t.service.keeper.start();
    t.worker(atOnce);
    for (const person of people) {
      const repository = `https://github.com/${person.name}/homework`;
      const { view } = await t.service.submissions.submit(person, { assignment: 'chosen', repository }, null);
      await endOf(t, view.id);
    }
    const post = (chosen: string[]) => {
      const body = `mode=judge&publish=preview&chosen=yes${chosen.map((id) => `&student=${id}`).join('')}`;
      return t.ask(`${at}/regrades`, {
        as: t.teacher,
        method: 'POST',
        body,
        headers: FORM,
      });
    };
    expect(await post([])).toMatchObject({ status: 400, text: expect.stringContaining('Nobody is chosen') });
    const [ana, bea] = people as [Person, Person];
    expect((await post([ana.id, bea.id])).status).toBe(303);
    const [regrade] = await t.store.regrades.list('chosen');
    const items = await t.store.regrades.items(regrade?.id ?? '');
    expect(items.map(({ person }) => person).sort()).toEqual([ana.id, bea.id].sort());
  });
});
