import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serveAll } from '../api/fixtures/served.ts';
import { both, buildsOnly, EVEN, graded } from '../service/grades/graded.ts';
import { expectAccessible } from '../support/axe.ts';
import { PHONE, useBrowser } from '../support/browser.ts';
import { gate } from '../support/runs.ts';

const browser = useBrowser();
let t: Served;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
  t.service.keeper.start();
  await t.publish(EVEN);
  await graded(t.store, t.students[0], both());
  await graded(t.store, t.students[1], buildsOnly());
});
afterAll(() => close());

const NEXT = 'id: homework\ntitle: Homework\nrubric: { image-builds: 80, database-survives-recreation: 20 }\n';

describe('the editor', () => {
  test('leads from a mistake to its place, and from there to a preview and to a new version', async (context) => {
    const { page, open } = await browser.visit(context, t, t.teacher);
    await open('/assignments/homework/edit');
    const source = page.getByLabel('Assignment file (YAML)');
    expect(await source.inputValue()).toBe(EVEN);
    await page.getByText('No mistakes').waitFor();
    await source.fill(NEXT.replace('image-builds', 'image-build'));
    const mistake = page.getByRole('link', { name: 'Line 3, column 11' });
    await mistake.waitFor();
    expect(await page.locator('.mistakes').innerText()).toMatch(
      /found no grader named "image-build", expected "image-builds"/,
    );
    await mistake.click();
    expect(
      await source.evaluate((field) => [field.selectionStart, field === field.ownerDocument.activeElement]),
    ).toEqual([NEXT.split('\n').slice(0, 2).join('\n').length + 1 + 10, true]);
    await page.keyboard.press('Shift+End');
    await page.keyboard.insertText('image-builds: 80, database-survives-recreation: 20 }');
    await page.getByText('No mistakes').waitFor();
    await page.getByRole('button', { name: 'Preview grades' }).click();
    const row = page.getByRole('row', { name: 'Student 2' });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/50 \/ 100\s+80 \/ 100\s+\+30/);
    expect(await page.locator('.totals').innerText()).toMatch(/^0 would lose · 1 would gain · 1 would stay/);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Publish as the next version' }).click();
    await page.getByText('2 grades were made by another version').waitFor();
    expect((await t.store.assignments.current('homework'))?.source).toBe(NEXT);
  });

  test('tries a draft on a worker, live and in a tab of its own, and publishes nothing', async (context) => {
    const held = gate();
    t.worker(held.work);
    const { page, open, context: window } = await browser.visit(context, t, t.teacher);
    await open('/assignments/new');
    await page.getByLabel('Assignment file (YAML)').fill('id: tried\ntitle: Tried\nrubric: { image-builds: 10 }\n');
    await page.getByLabel('Try it on').selectOption('node-postgres/solution');
    const [report] = await Promise.all([
      window.waitForEvent('page'),
      page.getByRole('button', { name: 'Dry run' }).click(),
    ]);
    await report.waitForURL(/\/submissions\/[a-z0-9]+$/);
    await expect.poll(() => held.inside.size).toBe(1);
    held.open();
    await report.getByText('10 / 10').first().waitFor();
    await open('/assignments/new');
    await page.getByRole('link', { name: '10 / 10' }).waitFor();
    expect(await t.store.assignments.current('tried')).toBeNull();
  });

  test('tells who published meanwhile, and overwrites them only when it is asked to', async (context) => {
    await t.publish('id: shared\ntitle: First\n');
    const { page, open, faults } = await browser.visit(context, t, t.teacher);
    await open('/assignments/shared/edit');
    await page.getByLabel('Assignment file (YAML)').fill('id: shared\ntitle: Mine\n');
    await t.publish('id: shared\ntitle: Theirs\n');
    await page.getByRole('button', { name: 'Publish as the next version' }).click();
    await page.getByText('published version 2').waitFor();
    expect(await page.locator('.diff .removed').innerText()).toContain('title: Theirs');
    expect(await page.locator('.diff .added').innerText()).toContain('title: Mine');
    await expectAccessible(page);
    expect((await t.store.assignments.current('shared'))?.number).toBe(2);
    await page.getByRole('button', { name: 'Publish over version 2' }).click();
    await page.getByRole('heading', { name: 'Published' }).waitFor();
    expect((await t.store.assignments.current('shared'))?.source).toBe('id: shared\ntitle: Mine\n');
    expect(faults.splice(0)).toEqual([expect.stringContaining('409')]);
  });

  test('is used by the keyboard alone, in Spanish, on a phone', async (context) => {
    const { page, open } = await browser.visit(context, t, t.teacher, { viewport: PHONE, locale: 'es' });
    await open('/assignments/new');
    const source = page.getByLabel('Archivo de la consigna (YAML)');
    expect(await source.inputValue()).toMatch(/^# El nombre de la consigna/);
    await page.getByText('Sin errores: se puede publicar.').waitFor();
    await source.focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('id: Mi Consigna\ntitle: Prueba\n');
    const mistake = page.getByRole('link', { name: 'Línea 1, columna 5' });
    await mistake.waitFor();
    expect(await page.locator('.mistakes').innerText()).toContain('se esperaba letras minúsculas, dígitos y guiones');
    expect(await source.getAttribute('aria-invalid')).toBe('true');
    await expectAccessible(page);
    // Tab leaves the field: nobody is caught in it.
    await page.keyboard.press('Tab');
    expect(
      await page.getByRole('button', { name: 'Revisar' }).evaluate((one) => one === one.ownerDocument.activeElement),
    ).toBe(true);
    await mistake.focus();
    await page.keyboard.press('Enter');
    expect(await source.evaluate((field) => field.selectionStart)).toBe(4);
    await page.keyboard.press('Shift+End');
    await page.keyboard.insertText('mi-consigna');
    await page.getByText('Sin errores').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Publicada' }).waitFor();
    expect((await t.store.assignments.current('mi-consigna'))?.source).toBe('id: mi-consigna\ntitle: Prueba\n');
    const wide = await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
    expect(wide, 'nothing sticks out of the page').toBe(true);
  });
});
