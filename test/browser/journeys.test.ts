import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DockgradeError } from '../../src/core/errors.ts';
import type { Person } from '../../src/store/contract/people.ts';
import { type Served, serveAll } from '../api/fixtures/served.ts';
import { PHONE, useBrowser } from '../support/browser.ts';
import { goodRun, tellFetch } from '../support/runs.ts';
import { endOf } from '../support/service.ts';

const RUBRIC = `${['id: homework', 'title: Homework', 'attempts: { limit: 20, count: best }'].join('\n')}
rubric: { image-builds: 10, stack-starts: 10, database-survives-recreation: 30 }
`;

const browser = useBrowser();
let t: Served;
let close: () => Promise<void>;
let isFull = false;
beforeAll(async () => {
  // A host of which no repository comes: what a page finds out of one beforehand is told elsewhere.
  ({ served: t, close } = await serveAll({ students: 3, gitHosts: [{ host: 'git.test', address: '127.0.0.1' }] }));
  t.service.keeper.start();
  t.worker(async (job, { run, tell }) => {
    if (isFull && job.repository.endsWith('/unlucky')) throw new DockgradeError('disk-full', 'The disk is full.');
    tellFetch(tell);
    return goodRun(job, run);
  });
});
afterAll(() => close());

describe('from the first link to the end, by pages alone', () => {
  test('a student hands in and reads the report, with the keyboard, on a phone', async (context) => {
    const student = t.students[0];
    const { page, open } = await browser.visit(context, t, null, { viewport: PHONE });
    await open(await linkOf(student));
    await enter(page, 'Hand in');
    await page.getByRole('heading', { level: 1, name: 'Homework' }).waitFor();
    await reach(page, 'Address of the repository');
    await page.keyboard.type('https://git.test/ada/homework');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/submissions\//);
    await page.getByRole('heading', { name: 'Persistence' }).waitFor();
    const { score } = (await t.service.submissions.list(student, { limit: 1 })).submissions[0] ?? {};
    expect(await page.locator('main').innerText()).toContain(`${score?.earned} / ${score?.possible}`);
    await enter(page, 'To the assignment');
    await page.getByText('Your attempts').waitFor();
    await enter(page, 'Sign out');
    await page.getByText('Open the personal link').waitFor();
  });

  test('a teacher changes the rubric, sees who gains and who loses, and publishes', async (context) => {
    const student = t.students[1];
    const id = await handIn(student, 'steady');
    await endOf(t, id);
    const before = (await t.service.submissions.get(student, id, 'en')).score;
    const { page, open } = await browser.visit(context, t, null);
    await open(await linkOf(t.teacher));
    await page.getByRole('link', { name: 'Edit', exact: true }).first().click();
    await page.getByLabel('Assignment file (YAML)').fill(RUBRIC);
    await page.getByRole('button', { name: 'Publish as the next version' }).click();
    await page.waitForURL(/\/published$/);
    await open('/assignments/homework/grades');
    await page.getByRole('link', { name: /^Grade all again/ }).click();
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByText('It is ready. No grade has changed yet.').waitFor();
    expect((await t.service.submissions.get(student, id, 'en')).score).toEqual(before);
    await page.getByRole('button', { name: /^Publish: / }).click();
    await page.getByText('It is published').waitFor();
    expect((await t.service.submissions.get(student, id, 'en')).score?.possible).toBe(50);
    await page.getByRole('link', { name: 'Grades', exact: true }).click();
    await page.getByRole('link', { name: student.name }).waitFor();
  });

  test('an operator sees a fault of ours and hands in again; the student finds the report in its place', async (context) => {
    const student = t.students[2] as Person;
    isFull = true;
    const id = await handIn(student, 'unlucky');
    await endOf(t, id);
    const mine = await browser.visit(context, t, student);
    await mine.open(`/submissions/${id}`);
    await mine.page.getByText('It cost no attempt.').waitFor();
    isFull = false;
    const { page, open } = await browser.visit(context, t, null);
    await open(await linkOf(t.teacher));
    await page.getByRole('link', { name: 'Operations' }).click();
    await page.locator(`#retry-${id}`).click();
    await page.getByText('One handed in again.').waitFor();
    await mine.open('/');
    await expect
      .poll(async () => (await t.service.submissions.list(student, { limit: 1 })).submissions[0]?.outcome)
      .toBe('graded');
    await mine.page.reload();
    await mine.page.getByRole('link', { name: /\d, graded$/ }).click();
    await mine.page.getByRole('heading', { name: 'Persistence' }).waitFor();
  });
});

async function linkOf(person: Person): Promise<string> {
  return new URL((await t.service.people.renewLink(person, person.id)).link).pathname;
}

async function handIn(student: Person, name: string): Promise<string> {
  const request = { assignment: 'homework', repository: `https://git.test/class/${name}` };
  return (await t.service.submissions.submit(student, request, null)).view.id;
}

/** Goes on with the tab key until something of this name has the focus. */
async function reach(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab');
    const focused = '(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()';
    if ((await page.evaluate(focused)) === name) return;
  }
  throw new Error(`the tab key never reaches ${name}`);
}

async function enter(page: Page, name: string): Promise<void> {
  await reach(page, name);
  await page.keyboard.press('Enter');
}
