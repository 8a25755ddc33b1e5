import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serveAll } from '../api/fixtures/served.ts';
import { expectAccessible } from '../support/axe.ts';
import { PHONE, useBrowser, type Visit } from '../support/browser.ts';
import { goodRun } from '../support/runs.ts';
import { endOf } from '../support/service.ts';
import { crashingEvidence, stagesOf } from '../web/report/fixtures.ts';

const browser = useBrowser();
let served: Served;
let close: () => Promise<void>;
let path: string;
beforeAll(async () => {
  ({ served, close } = await serveAll());
  served.service.keeper.start();
  const evidence = crashingEvidence();
  served.worker(async (job, { run }) => ({ ...goodRun(job, run, evidence), stages: stagesOf(evidence) }));
  const request = { assignment: 'homework', repository: 'https://github.com/ana/homework' };
  const { view } = await served.service.submissions.submit(served.students[0], request, null);
  await endOf(served, view.id);
  path = `/submissions/${view.id}`;
});
afterAll(() => close());

const log = (page: Visit['page']) => page.locator('#line-stack-starts pre.log').first();

describe('the report', () => {
  test('is read with the keyboard alone: the way to the line, its log that unfolds and scrolls', async (context) => {
    const { page, open } = await browser.visit(context, served, served.students[0]);
    await open(path);
    await page.getByRole('link', { name: 'Every service starts' }).focus();
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#line-stack-starts');
    expect(await log(page).isVisible()).toBe(false);
    for (let key = 0; key < 10 && !(await focused(page))?.startsWith('Last lines'); key += 1)
      await page.keyboard.press('Tab');
    expect(await focused(page)).toMatch(/^Last lines/);
    await page.keyboard.press('Enter');
    expect(await log(page).isVisible()).toBe(true);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toContain('ECONNREFUSED');
  });

  test('fits a telephone with everything unfolded, in Spanish and dark, for whoever reads it in whatever way', async (context) => {
    const look = { viewport: PHONE, locale: 'es', colorScheme: 'dark' } as const;
    const { page, open } = await browser.visit(context, served, served.students[0], look);
    await open(path);
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
    expect(await page.getByText('Los servicios tal como se ejecutaron').first().isVisible()).toBe(true);
    expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(
      true,
    );
    expect(await page.locator('svg.stack.upright').isVisible()).toBe(true);
    expect(await page.locator('svg.stack.flat').isVisible()).toBe(false);
    await expectAccessible(page);
  });

  test('shows a wide screen the stack from the left to the right, by one name', async (context) => {
    const { page, open } = await browser.visit(context, served, served.students[0]);
    await open(path);
    expect(await page.locator('svg.stack.upright').isVisible()).toBe(false);
    expect(await page.getByRole('img', { name: 'The stack as it ran' }).count()).toBe(1);
    expect(await page.getByRole('img', { name: 'Time line of the stages' }).count()).toBe(1);
    await expectAccessible(page);
  });

  test('is printed with its lines unfolded, and without what paper has no use for', async (context) => {
    const { page, open } = await browser.visit(context, served, served.students[0], { colorScheme: 'dark' });
    await open(path);
    const passed = page.locator('.folded .report-lines li').first();
    expect(await passed.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await passed.isVisible()).toBe(true);
    expect(await log(page).isVisible()).toBe(true);
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
  });
});

/** What the element that has the focus says. */
function focused(page: Visit['page']): Promise<string | undefined> {
  return page.evaluate<string | undefined>('document.activeElement?.textContent.trim()');
}
