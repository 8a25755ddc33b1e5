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

  test.for([
    { locale: 'en', timezoneId: 'UTC', shown: 'Jan 5, 2027, 10:59 PM UTC' },
    { locale: 'es', timezoneId: 'UTC', shown: '5 ene 2027, 22:59 UTC' },
    { locale: 'es', timezoneId: 'America/Bogota', shown: '5 ene 2027, 17:59 GMT-5' },
    { locale: 'en', timezoneId: 'Asia/Tokyo', shown: 'Jan 6, 2027, 7:59 AM GMT+9' },
  ])(
    'a moment is told in the time of its reader, in the form that the page came with: $timezoneId, $locale',
    async ({ shown, ...reader }, context) => {
      await t.publish(`id: times\ntitle: Times\ndue: 2027-01-05T22:59:00Z\n`);
      const plain = async (javaScriptEnabled: boolean) => {
        const { page, open } = await browser.visit(context, t, t.teacher, { ...reader, javaScriptEnabled });
        await open('/assignments/times');
        return (await page.locator('time').first().textContent())?.replaceAll('\u202f', ' ');
      };
      expect(await plain(true)).toBe(shown);
      if (reader.timezoneId === 'UTC') expect(await plain(false)).toBe(shown);
    },
  );

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
