import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serveAll } from '../api/fixtures/served.ts';
import { PHONE, useBrowser, type Visit } from '../support/browser.ts';

const browser = useBrowser();

let t: Served;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
});
afterAll(() => close());

/** Opens an address that answers with this status, and takes what the browser says of it out of its faults. */
async function meet({ page, faults }: Visit, path: string, status: number): Promise<void> {
  const answer = await page.goto(path, { waitUntil: 'load' });
  expect(answer?.status(), path).toBe(status);
  await expect.poll(() => faults.filter((fault) => fault.includes(`status of ${status}`)).length).toBe(1);
  faults.splice(0);
}

async function title({ page }: Visit): Promise<string> {
  return (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
}

async function fits({ page }: Visit): Promise<unknown> {
  return page.evaluate('document.documentElement.scrollWidth <= innerWidth');
}

describe('errors in a browser', () => {
  test('a wrong address says so in the language of its reader, and leads home by the keyboard', async (context) => {
    const visit = await browser.visit(context, t, t.students[0], { locale: 'es', viewport: PHONE });
    const { page, faults } = visit;
    await meet(visit, '/no/such/place?from=mail', 404);
    expect(await title(visit)).toBe('Aquí no hay nada');
    expect(await fits(visit)).toBe(true);
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    expect(page.url()).toContain('from=mail');
    expect(faults.splice(0)).toEqual([expect.stringContaining('status of 404')]);
    const home = page.getByRole('link', { name: 'To your assignments' });
    const focused = () => home.evaluate((link) => link.ownerDocument.activeElement === link);
    for (let presses = 0; presses < 20 && !(await focused()); presses += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Assignments' }).first().waitFor();
  });

  test('a student who opens a page of teachers is told so, and can go on', async (context) => {
    const visit = await browser.visit(context, t, t.students[0]);
    await meet(visit, '/operations', 403);
    expect(await title(visit)).toBe('This is not allowed');
    expect(await visit.page.getByText('Only teachers may do that.').isVisible()).toBe(true);
    await visit.page.getByRole('link', { name: 'About this error' }).click();
    await visit.page.locator('#not-allowed:target', { hasText: 'this person may not do that' }).waitFor();
  });

  test('a stranger learns how one gets in, with a link that works and one that does not', async (context) => {
    const visit = await browser.visit(context, t, null, { locale: 'es', viewport: PHONE });
    const { page } = visit;
    await visit.open('/');
    expect(await title(visit)).toBe('Entregar tareas de Docker');
    expect(await page.getByText('Abre el enlace personal').isVisible()).toBe(true);
    expect(await fits(visit)).toBe(true);
    await meet(visit, `/enter/${'x'.repeat(40)}`, 404);
    expect(await title(visit)).toBe('Este enlace no funciona');
    expect(await page.getByText('Nada de lo que entregaste se perdió').isVisible()).toBe(true);
    await meet(visit, '/operations', 401);
    expect(await title(visit)).toBe('Entregar tareas de Docker');
    await visit.open('/errors');
    expect(await fits(visit)).toBe(true);
  });

  test('a database that is away is told without asking anybody, and tried again by a button', async (context) => {
    const alone = await browser.serve(context);
    const visit = await browser.visit(context, alone, alone.teacher);
    const { page, faults } = visit;
    await visit.open('/operations');
    await alone.store.close();
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.locator('#problems', { hasText: 'What was handed in before is safe' }).waitFor();
    expect(faults.splice(0)).toEqual([expect.stringContaining('status of 503')]);
    await meet(visit, '/operations', 503);
    expect(await title(visit)).toBe('Out of reach for a moment');
    expect(await page.getByText(alone.teacher.name).count()).toBe(0);
    await page.getByRole('link', { name: 'Try again' }).click();
    await expect.poll(() => faults.length).toBe(1);
    faults.splice(0);
    expect(new URL(page.url()).pathname).toBe('/operations');
  });
});
