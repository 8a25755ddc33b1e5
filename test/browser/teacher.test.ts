import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/store/contract/people.ts';
import { type Served, serveAll } from '../api/fixtures/served.ts';
import { BUILDING, both, buildsOnly, EVEN, graded, keepsOnly } from '../service/grades/graded.ts';
import { expectAccessible } from '../support/axe.ts';
import { PHONE, useBrowser } from '../support/browser.ts';
import { atOnce } from '../support/runs.ts';
import { type Steered, steered } from '../support/steered.ts';

const browser = useBrowser();

let t: Served;
let close: () => Promise<void>;
let runs: Steered;
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
  for (const id of ['by-hand', 'by-key', 'again', 'class']) await classOf(id);
  await classOf('juzgar', keepsOnly());
  await t.publish(BUILDING.replace('homework', 'juzgar'));
  // What is in the books already is none of their business.
  runs = steered();
  t.worker(runs.work);
  t.service.keeper.start();
});
afterAll(() => close());

/** A new window signs its person in by a new link, which ends their other sessions: each test has a teacher of its own. */
async function teacherOf(id: string): Promise<Person> {
  await t.service.people.addTeacher(t.teacher, { name: `Teacher of ${id}`, email: `${id}@teachers.example.com` });
  const teacher = await t.store.people.byEmail(`${id}@teachers.example.com`);
  if (!teacher) throw new Error('a teacher who was added is there');
  return teacher;
}

/** An assignment of a test's own, in which the first student passes everything, and the second keeps no data, or does not build. */
async function classOf(id: string, second = buildsOnly()): Promise<void> {
  const rows = t.students.map(({ name, email }) => ({ name, email, github: null }));
  await t.publish(EVEN.replace('homework', id));
  await t.store.people.setRoster(id, rows, new Date().toISOString());
  await graded(t.store, t.students[0], both(), { assignment: id });
  await graded(t.store, t.students[1], second, { assignment: id });
}

describe('a teacher', { concurrent: true }, () => {
  test('sets a score by hand with a reason, is told what cannot be taken, and sees it in the history', async (context) => {
    const { page, open, faults } = await browser.visit(context, t, await teacherOf('by-hand'));
    await open(`/assignments/by-hand/students/${t.students[1].id}`);
    await page.getByLabel('Score').fill('fifty');
    await page.getByLabel('Reason').fill('Shown in class');
    await page.getByRole('button', { name: 'Set' }).click();
    await page.getByText('The score is no number').waitFor();
    expect(faults.splice(0)).toEqual([expect.stringContaining('400 (Bad Request)')]);
    expect(await page.evaluate('document.activeElement.id')).toBe('score');
    expect(await page.getByLabel('Score').inputValue()).toBe('fifty');
    expect(await page.getByLabel('Reason').inputValue()).toBe('Shown in class');
    await expectAccessible(page);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('72,5');
    await page.keyboard.press('Enter');
    await page.getByText('The score is set.').waitFor();
    const [newest] = await page.locator('.history tbody tr').allInnerTexts();
    expect(newest).toMatch(/set by hand\s+50\s+72.5\s+Teacher of by-hand\s+Shown in class/);
    expect(await page.locator('.standing').innerText()).toMatch(/^72.5 \/ 100/);
  });

  test('makes a new personal link and copies it, with the keyboard alone', async (context) => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    const { page, open } = await browser.visit(context, t, await teacherOf('by-key'), { permissions });
    await open(`/assignments/by-key/students/${t.students[0].id}`);
    await page.getByRole('button', { name: 'Make a new link' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('the old ones no longer work').waitFor();
    await expectAccessible(page);
    await page.getByLabel('Personal link').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Copied.').waitFor();
    const link: string = await page.evaluate('navigator.clipboard.readText()');
    expect(await t.service.people.byToken(link.split('/').at(-1) ?? '')).toMatchObject({
      person: { id: t.students[0].id },
    });
  });

  test('judges stored evidence again in Spanish on a phone, looks at who changes, and publishes', async (context) => {
    const { page, open } = await browser.visit(context, t, await teacherOf('juzgar'), {
      viewport: PHONE,
      locale: 'es',
    });
    await open('/assignments/juzgar/regrades');
    await page.getByRole('button', { name: 'Empezar' }).click();
    await page.getByText('Todavía no cambió ninguna nota').waitFor();
    expect(await page.locator('.tallies').innerText()).toMatch(/0 suben\s+1 baja\s+1 sigue igual/);
    expect(await page.getByRole('img', { name: /Puntos de más o de menos\. −30 a −28: 1/ }).count()).toBe(1);
    await page.getByText('Lo mismo en una tabla').click();
    expect(await page.locator('.differences td').allInnerTexts()).toEqual(['−30 a −28', '1']);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
    await page.getByRole('button', { name: 'Publicar: 0 suben, 1 baja' }).click();
    await page.getByText('Está publicada').waitFor();
    await page.getByRole('link', { name: t.students[1].name, exact: true }).click();
    const [newest] = await page.locator('.history tbody tr').allInnerTexts();
    expect(newest).toMatch(/recalificada · entrega\s+50\s+20\s+Teacher of juzgar/);
  });

  test('watches submissions run again: the page follows by itself, leaves the focus where it is, and ends with the preview', async (context) => {
    const { page, open } = await browser.visit(context, t, await teacherOf('again'));
    await open('/assignments/again/regrades');
    await page.getByLabel('Run the submissions again').check();
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByText('Progress: 0 of 2 ended').waitFor();
    await page.evaluate('globalThis.stillHere = true');
    await page.getByRole('button', { name: 'Discard' }).focus();
    const [regrade] = await t.store.regrades.list('again');
    const [first, second] = await t.store.regrades.items(regrade?.id ?? '');
    runs.of(first?.run ?? '').finish(atOnce);
    await page.getByText('Progress: 1 of 2 ended').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Discard');
    runs.of(second?.run ?? '').finish(atOnce);
    await page.getByText('It is ready. No grade has changed yet.').waitFor();
    expect(await page.evaluate('globalThis.stillHere')).toBe(true);
    expect(await page.locator('#regrade [hx-get]').count()).toBe(0);
    expect(await page.locator('.tallies').innerText()).toMatch(/1 gains\s+0 lose\s+1 stays/);
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByText('It was discarded').waitFor();
  });

  test('gives a file of students, mends it, looks at what would happen, stores it, and takes the links along', async (context) => {
    const { page, open, faults } = await browser.visit(context, t, await teacherOf('class'));
    await open('/assignments/class/roster');
    const [stays] = t.students;
    const csv = `name,email\n${stays.name},${stays.email}\nZoë Ñandú,zoe@example\n`;
    await page
      .getByLabel('CSV file')
      .setInputFiles({ name: 'class.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('Line 3, column 2').waitFor();
    expect(faults.splice(0)).toEqual([expect.stringContaining('422')]);
    await expectAccessible(page);
    await page.getByLabel('Or paste it here').fill(csv.replace('zoe@example', 'zoe@example.com'));
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByRole('heading', { name: 'What would happen' }).waitFor();
    await expectAccessible(page);
    expect(await page.locator('.tallies').innerText()).toMatch(/1 new\s+1 stays\s+1 leaves the roster/);
    expect(await page.locator('.names').first().innerText()).toContain(t.students[1].email);
    expect(await t.service.assignments.roster(t.teacher, 'class')).toHaveLength(2);
    await page.getByRole('button', { name: 'Store this roster' }).click();
    await page.getByRole('heading', { name: 'New personal links' }).waitFor();
    await expectAccessible(page);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download all as CSV' }).click();
    const file = await readFile(await (await downloading).path(), 'utf8');
    const shown = await page.locator('.links tbody').innerText();
    const token = /\/enter\/(dgl_[\w-]+)/.exec(shown)?.[1] ?? '';
    expect(file).toContain(`"Zoë Ñandú","zoe@example.com","http://localhost:8080/enter/${token}"`);
    expect(await t.service.people.byToken(token)).toMatchObject({ person: { name: 'Zoë Ñandú' } });
  });
});
