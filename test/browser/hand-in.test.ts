import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/store/contract/people.ts';
import { type Served, serveAll } from '../api/fixtures/served.ts';
import { expectAccessible } from '../support/axe.ts';
import { PHONE, useBrowser } from '../support/browser.ts';
import { atOnce } from '../support/runs.ts';
import { type GitServer, gitServer } from '../worker/fetch/git-server.ts';
import { makeRepository } from '../worker/fetch/repository.ts';

const browser = useBrowser();

let t: Served;
let close: () => Promise<void>;
let server: GitServer;
let repository: string;
let commit: string;
let students: Person[];
beforeAll(async () => {
  server = await gitServer();
  process.env.GIT_SSL_CAINFO = server.certificate;
  const homework = makeRepository(join(server.root, 'homework'));
  homework.git('config', 'uploadpack.allowFilter', 'true');
  commit = homework.commit({ 'docker-compose.yml': 'services: {}\n' });
  const empty = makeRepository(join(server.root, 'no-compose'));
  empty.git('config', 'uploadpack.allowFilter', 'true');
  empty.commit({ 'README.md': 'nothing\n' });
  repository = `${server.url}/homework`;
  ({ served: t, close } = await serveAll({
    students: 3,
    gitHosts: [{ host: new URL(server.url).host, address: '127.0.0.1' }],
  }));
  students = t.students;
  t.service.keeper.start();
  t.worker(atOnce);
});
afterAll(async () => {
  await close();
  await server[Symbol.asyncDispose]();
});

describe('handing in', { concurrent: true }, () => {
  test('from the personal link to the submission: what is typed is checked, then handed in', async (context) => {
    const student = students[0] as Person;
    const { page, open } = await browser.visit(context, t, null);
    const { link } = await t.service.people.renewLink(student, student.id);
    await open(new URL(link).pathname);
    await page.getByRole('link', { name: 'Hand in' }).first().click();
    await page.getByLabel('Address of the repository').fill(repository);
    const check = page.locator('#check');
    await check.getByText('Compose file: docker-compose.yml').waitFor();
    expect(await check.locator(`code[title="${commit}"]`).innerText()).toBe(commit.slice(0, 10));
    expect(await check.innerText()).toContain('the newest of its default branch main');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Hand in', exact: true }).click();
    await page.waitForURL(/\/submissions\/[a-z0-9]{26}$/);
    const id = page.url().split('/').at(-1) ?? '';
    expect(await t.store.submissions.get(id)).toMatchObject({ repository, ref: null, person: student.id });
  });

  test('what is told follows what is typed', async (context) => {
    const { page, open } = await browser.visit(context, t, t.teacher);
    await open('/assignments/homework');
    const check = page.locator('#check');
    await page.getByLabel('Address of the repository').fill(`${server.url}/no-compose`);
    await check.getByText('There is no Compose file').waitFor();
    await page.getByLabel('Address of the repository').fill('');
    await check.locator('.notice').waitFor({ state: 'detached' });
    await page.getByText('Branch, tag or commit').first().click();
    await page.getByLabel('Branch, tag or commit').fill('nowhere');
    await page.getByLabel('Address of the repository').fill(repository);
    await check.getByText('There is no branch, tag or commit').waitFor();
    await page.getByLabel('Branch, tag or commit').fill(commit);
    await check.getByText('the one that you asked for').waitFor();
  });

  test('with the keyboard alone, on a phone, in Spanish', async (context) => {
    const { page, open } = await browser.visit(context, t, students[1] ?? null, { viewport: PHONE, locale: 'es' });
    await open('/');
    await expectAccessible(page);
    const card = page.getByRole('link', { name: 'Homework' });
    expect(await card.evaluate((link) => link.getBoundingClientRect().bottom)).toBeLessThan(PHONE.height / 2);
    await press(page, 'Homework');
    await page.getByRole('heading', { level: 1, name: 'Homework' }).waitFor();
    await press(page, 'Dirección del repositorio', false);
    await page.keyboard.type(repository);
    await page.locator('#check').getByText('Se puede llegar al repositorio').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/submissions\/[a-z0-9]{26}$/);
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
  });

  test('a mistake is told at its field, which has the focus, with what was typed', async (context) => {
    const { page, open, faults } = await browser.visit(context, t, students[2] ?? null);
    await open('/assignments/homework');
    await page.getByLabel('Address of the repository').fill('https://example.com/a/b');
    await page.getByRole('button', { name: 'Hand in', exact: true }).click();
    const field = page.getByLabel('Address of the repository');
    await page.locator('#repository-wrong').waitFor();
    expect(await field.inputValue()).toBe('https://example.com/a/b');
    expect(await page.evaluate('document.activeElement.id')).toBe('repository');
    // The status of the page itself is an error, which the browser tells.
    expect(faults.splice(0).join()).toContain('422');
  });
});

/** Goes on with the tab key until something of this name has the focus, and presses it. */
async function press(page: Page, name: string, enter = true): Promise<void> {
  for (let steps = 0; steps < 40; steps += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate('(document.activeElement.labels?.[0] ?? document.activeElement).textContent');
    if (focused !== name) continue;
    if (enter) await page.keyboard.press('Enter');
    return;
  }
  throw new Error(`the tab key never reaches ${name}`);
}
