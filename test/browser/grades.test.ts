import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serveAll } from '../api/fixtures/served.ts';
import { expectAccessible } from '../support/axe.ts';
import { PHONE, useBrowser } from '../support/browser.ts';

const browser = useBrowser();
const TABLE = '/assignments/homework/grades';
const CLASS = 120;

let t: Served;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
  const rows = Array.from({ length: CLASS }, (_, index) => ({
    name: index === 77 ? 'Zoë Núñez' : `Student ${String(index).padStart(3, '0')}`,
    email: `s${index}@example.com`,
    github: null,
  }));
  const people = (await t.store.people.setRoster('homework', rows, new Date().toISOString())).map((row) => row.person);
  for (const [index, score] of [
    [5, 30],
    [6, 90],
    [7, 110],
  ] as const) {
    const reason = `shown in class ${index}`;
    await t.service.grades.override(t.teacher, 'homework', people[index]?.id ?? '', { score, reason });
  }
});
afterAll(() => close());

describe('the grade table', () => {
  test('narrows while one types, keeps the cursor where it is, and has an address to pass on', async (context) => {
    const { page, open } = await browser.visit(context, t, t.teacher);
    await open(TABLE);
    await page.getByRole('searchbox').pressSequentially('nunez');
    await page.getByText('1 student', { exact: true }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    expect(await page.locator(':focus').getAttribute('id')).toBe('search');
    expect(new URL(page.url()).search).toBe('?search=nunez');
    await page.reload();
    expect(await page.getByRole('searchbox').inputValue()).toBe('nunez');
    await page.getByRole('link', { name: 'Zoë Núñez' }).waitFor();
    await expectAccessible(page);
  });

  test('is sorted by keyboard: the heading keeps the focus and says which way', async (context) => {
    const { page, open } = await browser.visit(context, t, t.teacher);
    await open(TABLE);
    const heading = page.getByRole('columnheader', { name: 'Score' });
    await heading.getByRole('link').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => heading.getAttribute('aria-sort')).toBe('descending');
    expect(await page.locator('tbody tr th').first().textContent()).toContain('Student 007');
    expect(await page.locator(':focus').getAttribute('id')).toBe('sort-score');
    await page.keyboard.press('Enter');
    await expect.poll(() => heading.getAttribute('aria-sort')).toBe('ascending');
    expect(await page.locator('tbody tr th').first().textContent()).toContain('Student 005');
    await page.goBack();
    await expect.poll(() => heading.getAttribute('aria-sort')).toBe('descending');
  });

  test('goes on by pages, and a filter begins at the first', async (context) => {
    const { page, open } = await browser.visit(context, t, t.teacher);
    await open('/grades');
    await page.getByRole('link', { name: 'Last' }).click();
    await page.getByText('Page 3 of 3').waitFor();
    expect(await page.locator('tbody tr').count()).toBe(CLASS - 100);
    expect(new URL(page.url()).search).toBe('?page=3');
    await page.getByLabel('Show').selectOption('overridden');
    await page.getByText('3 students', { exact: true }).waitFor();
    expect(await page.locator('tbody .mark', { hasText: 'by hand' }).count()).toBe(3);
    expect(new URL(page.url()).search).toBe('?only=overridden');
    await expectAccessible(page);
  });

  test('works without scripts as a form', async (context) => {
    const { page, open } = await browser.visit(context, t, t.teacher, { javaScriptEnabled: false });
    await open(`${TABLE}?sort=score&order=desc`);
    await page.getByLabel('Show').selectOption('overridden');
    await page.getByRole('button', { name: 'Search' }).click();
    const names = await page.locator('tbody tr th a').allTextContents();
    expect(names).toEqual(['Student 007', 'Student 006', 'Student 005']);
  });

  test('is read on a phone: the page stays as wide as the screen, and the name beside what is scrolled', async (context) => {
    const { page, open } = await browser.visit(context, t, t.teacher, { viewport: PHONE });
    await open(TABLE);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
    const name = page.locator('tbody tr th').first();
    const before = await name.boundingBox();
    await page.locator('.grade-scroll').evaluate('(one) => one.scrollTo(400, 300)');
    const heading = await page.getByRole('columnheader', { name: 'Student' }).boundingBox();
    const region = await page.locator('.grade-scroll').boundingBox();
    expect((await name.boundingBox())?.x).toBe(before?.x);
    expect(Math.abs((heading?.y ?? 0) - (region?.y ?? 0))).toBeLessThanOrEqual(2);
    await expectAccessible(page);
  });
});

test('statistics are readable, and lead to those who are counted', async (context) => {
  const { page, open } = await browser.visit(context, t, t.teacher);
  await open('/assignments/homework/statistics');
  await page.getByRole('heading', { name: 'Scores' }).waitFor();
  await page.getByText('The same as a table').first().click();
  expect(await page.locator('svg.histogram rect').count()).toBe(11);
  await expectAccessible(page);
  await page
    .getByRole('link', { name: String(CLASS) })
    .last()
    .click();
  await page.getByText(`${CLASS} students`).waitFor();
});
