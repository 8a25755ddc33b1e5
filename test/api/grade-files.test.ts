import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/store/contract/people.ts';
import { addAssignment, fetchCsv } from './fixtures/own-assignment.ts';
import { type Served, serveAll } from './fixtures/served.ts';

let t: Served;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
});
afterAll(() => close());

const DDE = "=cmd|'/c'!a0@x.org";
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u;

describe('files of grades', () => {
  const rows = [
    { name: 'Ana "Q", Jr.', email: '+ana@example.com' },
    { name: '=HYPERLINK("http://evil","x")', email: DDE },
    { name: '    Points Possible', email: 'points@example.com' },
  ];

  async function files(id: string, title?: string) {
    const made = await addAssignment(t, id, rows, title);
    const [ana] = made.people as [Person];
    await t.service.grades.override(t.teacher, id, ana.id, { score: 7.5, reason: '=cmd|calc\nmore' });
    return made;
  }

  test('for Moodle: the address finds the student, a hyphen is no grade, the reason is the feedback', async () => {
    const { at } = await files('for-moodle');
    const [head, ...table] = await fetchCsv(t, `${at}/grades.csv?for=moodle`);
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
    const [head, points, ...table] = await fetchCsv(t, `${at}/grades.csv?for=canvas`);
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
    const [head, ...table] = await fetchCsv(t, `${at}/grades.csv?for=spreadsheet&lang=es`, {
      bom: true,
      delimiter: ';',
    });
    expect(head?.slice(0, 5)).toEqual(['nombre', 'correo', 'github', 'puntos', 'de']);
    expect(table.find(([name]) => name?.startsWith('Ana'))?.[3]).toBe('7,5');
    expect((await t.ask(`${at}/grades?lang=es`, { as: t.teacher })).text).toContain('punto y coma, coma decimal');
    expect((await t.ask(`${at}/grades`, { as: t.teacher })).text).toContain('commas, decimal points');
  });

  test('of every assignment: one row a student, what counts and what it is out of', async () => {
    await files('for-all');
    const [head = [], ...table] = await fetchCsv(t, '/grades.csv?search=ana%20%22q', { bom: true });
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
      cells.push(...(await fetchCsv(t, path, { bom: true })).flat());
    }
    const running = cells.filter((cell) => FORMULA.test(cell) && cell !== '-');
    // An address that begins so has nothing by which something could be called.
    expect([...new Set(running)]).toEqual(['+ana@example.com']);
    expect(cells).toContain(`'=Title`);
    expect(cells).toContain(`'${DDE}`);
  });
});
