import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serveAll } from '../api/fixtures/served.ts';
import { expectAccessible, graveFindings } from '../support/axe.ts';
import { useBrowser } from '../support/browser.ts';

const browser = useBrowser();
let t: Served;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
});
afterAll(() => close());

describe('what surrounds every page', () => {
  test('a language that was chosen stays chosen', async (context) => {
    const { page, open } = await browser.visit(context, t, t.students[0]);
    await open('/');
    await page.getByRole('link', { name: 'Español' }).click();
    await page.getByRole('heading', { name: 'Consignas' }).waitFor();
    await open('/');
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
  });

  test('who signs out is a stranger again', async (context) => {
    const { page, open } = await browser.visit(context, t, t.students[0]);
    await open('/');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Open the personal link').waitFor();
    await open('/');
    expect(await page.getByRole('button', { name: 'Sign out' }).count()).toBe(0);
  });

  test('style and scripts of a page load, and the policy stops none of them', async (context) => {
    const { page, open } = await browser.visit(context, t, t.teacher);
    await open('/');
    await expectAccessible(page);
    expect(await page.evaluate('htmx.version')).toMatch(/^4\./);
    const color = await page.evaluate("getComputedStyle(document.querySelector('.top')).backgroundColor");
    expect(color).toBe('rgb(245, 247, 250)');
  });

  test('axe has teeth: an unnamed field and pale text are told, with their places', async (context) => {
    const { page, open } = await browser.visit(context, t, t.students[0]);
    await open('/');
    await page.evaluate(
      `document.querySelector('main').innerHTML += '<input id="nameless"><font id="pale" color="#dddddd">pale</font>'`,
    );
    expect(await graveFindings(page)).toEqual([
      expect.stringMatching(/^color-contrast .*: #pale/),
      expect.stringMatching(/^label .*: #nameless/),
    ]);
  });
});
