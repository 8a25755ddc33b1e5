import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RosterCheck } from '../../../src/core/roster.ts';
import { openService, type TestService } from '../../support/service.ts';

let t: TestService;
const closing: (() => Promise<void>)[] = [];
beforeAll(async () => {
  t = await openService({ onTestFinished: (close) => void closing.push(close) });
  await t.service.assignments.publish(t.teacher, 'other', 'id: other\ntitle: Other\n', 'en');
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

const check = (csv: string | Uint8Array, id = 'homework') => t.service.assignments.checkRoster(t.teacher, id, csv);
const set = (csv: string | Uint8Array, checked?: string, id = 'homework') =>
  t.service.assignments.setRoster(t.teacher, id, csv, checked);
const rosterNow = async (id = 'homework') =>
  (await t.service.assignments.roster(t.teacher, id)).map(({ email, name, github }) => [email, name, github]);

describe('the check of a roster', () => {
  test('tells who is new, joins, stays, leaves and changes, and stores nothing', async () => {
    await set('name,email,github\nJoin,join@example.com,\n', undefined, 'other');
    await set('name,email,github\nStay,stay@example.com,\nLeave,leave@example.com,leave\n');
    const before = await rosterNow();
    const csv = 'nombre;correo;github\nStays;STAY@example.com;leave\nJoin;join@example.com;\nNew;new@example.com;\n';
    const found = fitting(await check(csv));
    // The login belongs to somebody who leaves: they would lose it, so the file is wrong.
    expect(found).toBeNull();
    const plan = fitting(await check(csv.replace(';leave', ';stay')))?.plan;
    expect(plan).toMatchObject({
      students: 3,
      added: [{ name: 'New', email: 'new@example.com', github: null }],
      joining: [{ email: 'join@example.com' }],
      kept: 1,
      leaving: [{ name: 'Leave', email: 'leave@example.com' }],
      changed: [{ before: { name: 'Stay', github: null }, name: 'Stays', github: 'stay' }],
    });
    expect(await rosterNow()).toEqual(before);
    expect(await t.store.people.byEmail('new@example.com')).toBeNull();
  });

  test('tells each mistake in both languages, with the line that it stands on', async () => {
    const found = await check('name,email\r\n"Ada ""x"" L",ada@example.com\r\nGrace,grace\r\n');
    expect(found).toMatchObject({
      fits: false,
      count: 1,
      mistakes: [
        {
          line: 3,
          column: 2,
          found: { en: '"grace"', es: '"grace"' },
          expected: { en: 'an address such as ada@example.com', es: 'una dirección como ada@example.com' },
          source: 'Grace,grace',
        },
      ],
    });
    const teacher = await check(`name,email\nTea,${t.teacher.email}\n`);
    expect(teacher).toMatchObject({
      mistakes: [{ found: { es: '"tea@example.com", que es docente' }, source: 'Tea,tea@example.com' }],
    });
    expect(await check(Buffer.from('nombre\nMuñoz', 'latin1'))).toMatchObject({
      text: null,
      mistakes: [{ source: null }],
    });
    const many = await check(`name,email\n${'Ada,wrong\n'.repeat(500)}`);
    expect(many).toMatchObject({ count: 999, mistakes: expect.toSatisfy((shown) => shown.length === 100) });
  });

  test('stands for the file and the books that it saw, and for no others', async () => {
    const csv = 'name,email\nOne,one@example.com\n';
    const checked = fitting(await check(csv))?.checked;
    await expect(set(csv.replace('One', 'Other'), checked)).rejects.toMatchObject({ code: 'conflict' });
    await expect(set(csv, checked, 'other')).rejects.toMatchObject({ code: 'conflict' });
    await set('name,email\nTwo,two@example.com\n');
    await expect(set(csv, checked)).rejects.toMatchObject({ code: 'conflict' });
    expect(await rosterNow()).toEqual([['two@example.com', 'Two', null]]);
    const again = fitting(await check(csv));
    expect(await set(again?.csv ?? '', again?.checked)).toMatchObject({ added: 1 });
  });

  test('is for teachers', async () => {
    const [student] = t.students;
    await expect(t.service.assignments.checkRoster(student, 'homework', '')).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(t.service.assignments.rosterPage(student, 'homework', { page: 1, perPage: 5 })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  test('foretells exactly what storing does, whatever the rosters are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('homework', 'other'), roster), { maxLength: 4 }),
        async (steps) => {
          for (const [id, rows] of steps) {
            const csv = `name,email,github\n${rows.map((row) => row.join(',')).join('\n')}\n`;
            const before = await t.service.assignments.roster(t.teacher, id);
            const emails = new Map(before.map((person) => [person.email, person]));
            const foretold = await check(csv, id);
            if (!foretold.fits) {
              await expect(set(csv, undefined, id)).rejects.toMatchObject({ code: 'roster-invalid' });
              expect(await t.service.assignments.roster(t.teacher, id)).toEqual(before);
              continue;
            }
            const { plan } = foretold;
            const done = await set(foretold.csv, foretold.checked, id);
            const after = await t.service.assignments.roster(t.teacher, id);
            expect(after).toHaveLength(plan.students);
            expect(done).toMatchObject({ added: plan.added.length, kept: plan.kept + plan.joining.length });
            const now = new Set(after.map(({ email }) => email));
            expect(plan.leaving).toEqual(before.filter(({ email }) => !now.has(email)));
            expect(plan.kept).toBe(after.filter(({ email }) => emails.has(email)).length);
            for (const one of plan.added) expect(after).toContainEqual(expect.objectContaining(one));
            for (const { before: was, name, github } of plan.changed) {
              expect(after).toContainEqual({ ...was, name, github });
              expect([was.name, was.github]).not.toEqual([name, github]);
            }
            const changed = new Set(plan.changed.map(({ before: was }) => was.email));
            for (const one of after) {
              const was = emails.get(one.email);
              if (was && !changed.has(one.email)) expect(one).toEqual(was);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Few people, names and logins, so that they meet; one of them is a teacher. */
const roster = fc.uniqueArray(
  fc.tuple(
    fc.constantFrom('Ada', 'Grace', 'Linus'),
    fc.constantFrom('a@example.com', 'B@example.com', 'c@example.com', 'd@example.com', 'tea@example.com'),
    fc.constantFrom('', '', 'one', 'Two', 'three'),
  ),
  { minLength: 1, maxLength: 4, selector: ([, email]) => email },
);

function fitting(found: RosterCheck) {
  return found.fits ? found : null;
}
