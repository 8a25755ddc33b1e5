import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DockgradeError } from '../../src/core/errors.ts';
import { type Served, serveAll } from '../api/fixtures/served.ts';
import { useBrowser } from '../support/browser.ts';
import { gate, goodRun } from '../support/runs.ts';
import { endOf } from '../support/service.ts';

const browser = useBrowser();
const HOSTILE = '<b>limit</b> "of" the <script>alert(1)</script> registry';

let t: Served;
let close: () => Promise<void>;
const held = gate();
let broken = true;

beforeAll(async () => {
  ({ served: t, close } = await serveAll());
  t.service.keeper.start();
  t.worker(async (job, context) => {
    if (job.repository.endsWith('/held')) return held.work(job, context);
    if (broken && job.repository.endsWith('/broken')) throw new DockgradeError('sandbox-breached', HOSTILE);
    return goodRun(job, context.run);
  });
});
afterAll(() => close());

async function handIn(who: Served['teacher'], name: string): Promise<string> {
  const repository = `https://github.com/student/${name}`;
  return (await t.service.submissions.submit(who, { assignment: 'homework', repository }, null)).view.id;
}

/** Whether it is there as soon as the page looks again: at once, as for somebody who comes back to it, instead of after its five seconds. */
async function appears(what: Locator): Promise<void> {
  await expect
    .poll(
      async () => {
        await what.page().evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        return what.count();
      },
      { interval: 200, timeout: 15_000 },
    )
    .toBeGreaterThan(0);
}

describe('the operator’s page', () => {
  test('shows what runs as it begins and ends, and keeps what was focused and folded', async (context) => {
    const { page, open } = await browser.visit(context, t, t.teacher);
    await open('/operations');
    await appears(page.getByText('1 of 1 take submissions'));
    const id = await handIn(t.students[0], 'held');
    const waiting = await handIn(t.students[0], 'other');
    await appears(page.locator(`#run-${id}`, { hasText: 'build' }));
    await appears(page.locator(`#next-${waiting}`));
    await page.locator('#next summary').click();
    await page.locator(`#cancel-${id}`).focus();
    const seen = await page.locator('#operations .small time').getAttribute('title');
    await expect.poll(() => page.locator('#operations .small time').getAttribute('title')).not.toBe(seen);
    expect(await page.evaluate('document.activeElement.id')).toBe(`cancel-${id}`);
    expect(await page.locator('#next').getAttribute('open')).toBeNull();
    expect(await page.getByRole('link', { name: 'Operations' }).getAttribute('aria-current')).toBe('page');

    // Nobody sees it: what asks then does not ask, and somebody who comes back sees it at once.
    await page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })");
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.evaluate("htmx.trigger('#operations', 'seen')");
    await page.evaluate("fetch('/health/live').then((answer) => answer.text())");
    expect(asked).toEqual(['/health/live']);
    await page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
    await expect.poll(() => asked).toContain('/operations/live');

    // The keyboard alone: the button has the focus.
    await page.keyboard.press('Enter');
    await page.getByText('Cancelled.').waitFor();
    expect(await t.store.submissions.get(id)).toMatchObject({ state: 'cancelled' });
    await endOf(t, waiting);
    await appears(page.getByText('0 under way'));
    await appears(page.getByText('All is well'));
    expect(t.lines).toContainEqual(
      expect.objectContaining({
        message: 'submission cancelled',
        fields: expect.objectContaining({ submission: id, by: t.teacher.id }),
      }),
    );
  });

  test('tells faults of ours with what their words hold, and hands them in again, in Spanish too', async (context) => {
    broken = true;
    const failed = await Promise.all(t.students.map((student) => handIn(student, 'broken')));
    for (const id of failed) await endOf(t, id);
    broken = false;
    const { page, open } = await browser.visit(context, t, t.teacher, { locale: 'es' });
    await open('/operations');
    await page.getByText('2, de ellas 2 pendientes').waitFor();
    expect(await page.locator(`#failure-${failed[0]}`).textContent()).toContain(HOSTILE);
    await page.locator(`#retry-${failed[0]}`).click();
    await page.getByText('Una entregada otra vez.').waitFor();
    await page.locator('#all-sandbox-breached').click();
    await page.getByText('Una entregada otra vez.').waitFor();
    await page.locator('#all-sandbox-breached').waitFor({ state: 'detached' });
    await expect
      .poll(async () => (await t.store.submissions.counts()).running + (await t.store.submissions.counts()).waiting)
      .toBe(0);
    for (const student of t.students) {
      expect((await t.store.submissions.list({ person: student.id, limit: 1 }))[0]).toMatchObject({
        outcome: 'graded',
      });
    }
    expect(await page.locator(`#failure-${failed[0]}`).getByRole('link', { name: 'entregada otra vez' }).count()).toBe(
      1,
    );
  });

  test('tells what is known while Redis is away, and when it is back', async (context) => {
    const { page, open } = await browser.visit(context, t, t.teacher);
    const student = await browser.visit(context, t, t.students[0]);
    await t.redis.kill();
    await open('/operations');
    await page.getByText('Nothing is graded at the moment').waitFor();
    await page.getByText('known through Redis alone', { exact: true }).waitFor();
    const kept = await handIn(t.students[1], 'kept');
    await appears(page.locator(`#next-${kept}`));
    await expect
      .poll(async () => {
        await student.open('/');
        return student.page.locator('#service').count();
      })
      .toBe(1);
    expect(await student.page.locator('#service').textContent()).toContain('What was handed in is safe');
    await t.redis.restart({ withFile: true });
    await page.evaluate("document.querySelector('#problems').textContent = 'it could not be asked'");
    await appears(page.getByText('1 of 1 take submissions'));
    await appears(page.locator('#problems:empty'));
    await appears(student.page.locator('#service:empty'));
    await endOf(t, kept);
  });
});
