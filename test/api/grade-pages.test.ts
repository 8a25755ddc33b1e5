import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/store/contract/people.ts';
import { atOnce } from '../support/runs.ts';
import { endOf } from '../support/service.ts';
import { type Served, serveAll } from './fixtures/served.ts';

let t: Served;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
});
afterAll(() => close());

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const EVIL = '"><script>alert(1)</script>';
const DDE = "=cmd|'/c'!a0@x.org";
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u;

/** An assignment of a test's own with this roster, which holds what no door would let in. */
async function assignment(id: string, rows: { name: string; email: string }[], title = `Title of ${id}`) {
  await t.service.assignments.publish(t.teacher, id, `id: ${id}\ntitle: ${JSON.stringify(title)}\n`, 'en');
  const roster = async (some: typeof rows) =>
    (
      await t.store.people.setRoster(
        id,
        some.map((row) => ({ ...row, github: null })),
        new Date().toISOString(),
      )
    ).map(({ person }) => person);
  return { at: `/assignments/${id}`, roster, people: await roster(rows) };
}

async function csv(path: string, options: { delimiter?: string; bom?: boolean } = {}): Promise<string[][]> {
  const answer = await t.ask(path, { as: t.teacher });
  expect(answer.status, answer.text).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  return parse(answer.text, options);
}

describe('pages of grades', () => {
  test('are for teachers: students are told so, strangers how to sign in', async () => {
    const { at } = await assignment('private', []);
    for (const path of ['/grades', '/grades.csv', `${at}/grades`, `${at}/grades.csv?for=moodle`, `${at}/statistics`]) {
      expect(await t.ask(path, { as: t.students[0] }), path).toMatchObject({ status: 403 });
      expect(await t.ask(path), path).toMatchObject({ status: 401 });
    }
    for (const path of ['/grades', '/grades.csv', '/statistics']) {
      expect(await t.ask(`/assignments/nothing${path}`, { as: t.teacher }), path).toMatchObject({ status: 404 });
    }
  });

  test('escape what a student or a teacher wrote, on the page and in the part that htmx fetches', async () => {
    const { at, people } = await assignment('hostile', [{ name: EVIL, email: 'evil@example.com' }], `T ${EVIL}`);
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
    const { at } = await assignment('parts', [{ name: 'Ana', email: 'ana.parts@example.com' }]);
    const typed = await t.ask(`${at}/grades?search=ana&only=&sort=name&order=asc`, {
      as: t.teacher,
      headers: { 'hx-request': 'true', 'hx-source': 'form#grade-search' },
    });
    expect(typed.text).not.toContain('<html');
    expect(typed.text).toContain('ana.parts@example.com');
    expect(typed.headers.get('hx-replace-url')).toBe(`${at}/grades?search=ana`);
    const clicked = await t.ask(`${at}/grades?sort=score&order=desc`, {
      as: t.teacher,
      headers: { 'hx-request': 'true', 'hx-source': 'a#sort-score' },
    });
    expect(clicked.headers.get('hx-push-url')).toBe(`${at}/grades?sort=score&order=desc`);
    expect(clicked.text).toContain('aria-sort="descending"');
  });

  test('open with any query, and show what can be made of it', async () => {
    const { at } = await assignment('queries', [{ name: 'Ana', email: 'ana.queries@example.com' }]);
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
    const { at, people, roster } = await assignment('left', rows);
    await t.service.grades.override(t.teacher, 'left', people[0]?.id ?? '', { score: 5, reason: 'before leaving' });
    await roster(rows.slice(1));
    for (const path of ['/grades?only=left', `${at}/grades?only=left`]) {
      const { text } = await t.ask(path, { as: t.teacher });
      expect(text).toContain('gone@example.com');
      expect(text).toContain('left the roster</span>');
      expect(text).not.toContain('here@example.com');
    }
    const table = await csv(`${at}/grades.csv`, { bom: true });
    expect(table.map((row) => [row[1], row.at(-1)])).toEqual([
      ['email', 'roster'],
      ['gone@example.com', 'left'],
      ['here@example.com', 'on'],
    ]);
    for (const layout of ['moodle', 'canvas']) {
      const all = (await csv(`${at}/grades.csv?for=${layout}`)).flat();
      expect([all.includes('gone@example.com'), all.includes('here@example.com')], layout).toEqual([false, true]);
    }
  });
});

describe('files of grades', () => {
  const rows = [
    { name: 'Ana "Q", Jr.', email: '+ana@example.com' },
    { name: '=HYPERLINK("http://evil","x")', email: DDE },
    { name: '    Points Possible', email: 'points@example.com' },
  ];

  async function files(id: string, title?: string) {
    const made = await assignment(id, rows, title);
    const [ana] = made.people as [Person];
    await t.service.grades.override(t.teacher, id, ana.id, { score: 7.5, reason: '=cmd|calc\nmore' });
    return made;
  }

  test('for Moodle: the address finds the student, a hyphen is no grade, the reason is the feedback', async () => {
    const { at } = await files('for-moodle');
    const [head, ...table] = await csv(`${at}/grades.csv?for=moodle`);
    expect(head).toEqual(['Email address', 'Full name', 'Title of for-moodle', 'Title of for-moodle (Feedback)']);
    expect(table.find(([email]) => email === '+ana@example.com')).toEqual([
      '+ana@example.com',
      'Ana "Q", Jr.',
      '7.5',
      'Set by hand: =cmd|calc more',
    ]);
    expect(table.find(([email]) => email === 'points@example.com')?.[2]).toBe('-');
    expect(table.find(([, name]) => name?.includes('HYPERLINK'))).toEqual([`'${DDE}`, `'${rows[1]?.name}`, '-', '']);
  });

  test('for Canvas: its five columns, the points below the head, and nobody’s name takes their place', async () => {
    const { at } = await files('for-canvas');
    const [head, points, ...table] = await csv(`${at}/grades.csv?for=canvas`);
    expect(head).toEqual(['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', 'Title of for-canvas']);
    expect(points).toEqual(['    Points Possible', '', '', '', '', '100']);
    expect(table.filter(([name]) => name?.includes('Points Possible'))).toEqual([]);
    expect(table.find((row) => row[3] === '+ana@example.com')).toEqual([
      'Ana "Q", Jr.',
      '',
      '',
      '+ana@example.com',
      '',
      '7.5',
    ]);
  });

  test('for a Spanish spreadsheet: semicolons, decimal commas, and the page says which it is', async () => {
    const { at } = await files('for-excel');
    const [head, ...table] = await csv(`${at}/grades.csv?for=spreadsheet&lang=es`, { bom: true, delimiter: ';' });
    expect(head?.slice(0, 5)).toEqual(['nombre', 'correo', 'github', 'puntos', 'de']);
    expect(table.find(([name]) => name?.startsWith('Ana'))?.[3]).toBe('7,5');
    expect((await t.ask(`${at}/grades?lang=es`, { as: t.teacher })).text).toContain('punto y coma, coma decimal');
    expect((await t.ask(`${at}/grades`, { as: t.teacher })).text).toContain('commas, decimal points');
  });

  test('of every assignment: one row a student, what counts and what it is out of', async () => {
    await files('for-all');
    const [head = [], ...table] = await csv('/grades.csv?search=ana%20%22q', { bom: true });
    const ana = table.find(([, email]) => email === `'+ana@example.com`) ?? [];
    expect([head[0], head.at(-1), ana[head.indexOf('for-all')], ana[head.indexOf('for-all of')]]).toEqual([
      'name',
      'roster',
      '7.5',
      '100',
    ]);
  });

  test('hold no cell that could run, in any layout', async () => {
    const { at } = await files('harmless', '=Title');
    const cells: string[] = [];
    for (const path of [
      `${at}/grades.csv?for=moodle`,
      `${at}/grades.csv?for=canvas`,
      `${at}/grades.csv`,
      '/grades.csv',
    ]) {
      cells.push(...(await csv(path, { bom: true })).flat());
    }
    const running = cells.filter((cell) => FORMULA.test(cell) && cell !== '-');
    // An address that begins so has nothing by which something could be called.
    expect([...new Set(running)]).toEqual(['+ana@example.com']);
    expect(cells).toContain(`'=Title`);
    expect(cells).toContain(`'${DDE}`);
  });
});

describe('grades that a teacher changes', () => {
  test('a score by hand may be a bonus of as much again, and no more', async () => {
    const { at, people } = await assignment('bonus', [{ name: 'Ana', email: 'ana.bonus@example.com' }]);
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
    const { at, people } = await assignment(
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
