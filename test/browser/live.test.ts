import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DockgradeError } from '../../src/core/errors.ts';
import type { RunEvent } from '../../src/core/run.ts';
import type { StageName } from '../../src/core/stages.ts';
import { type Served, serveAll } from '../api/fixtures/served.ts';
import { wayTo } from '../cli/service/fixtures/proxy.ts';
import { expectAccessible } from '../support/axe.ts';
import { PHONE, useBrowser, type Visit } from '../support/browser.ts';
import { goodRun } from '../support/runs.ts';
import { steered } from '../support/steered.ts';

const browser = useBrowser();
const worker = steered();
let served: Served;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ served, close } = await serveAll());
  served.service.keeper.start();
  served.worker(worker.work);
});
afterAll(() => close());

describe('the page of a submission', () => {
  test('tells each stage as it goes, and becomes the report without being loaded again', async (context) => {
    const { id, run } = await handIn();
    const visit = await browser.visit(context, served, served.students[0]);
    const { page, open } = visit;
    await open(`/submissions/${id}`);
    const isStill = await stays(visit);
    await status(page, 'A worker has begun.');
    await run.tell(begun('fetch'), done('fetch', 'one commit'), begun('build'));
    await status(page, 'Step 4 of 9: Build the images.');
    expect(await page.title()).toContain('Build the images');
    expect(await page.locator('#step-fetch').textContent()).toMatch(/Fetch the repository \(done\).*2 s.*one commit/s);
    const lines = ['#7 [2/3] RUN npm ci', '<script>alert(1)</script>'];
    await run.tell({ type: 'stage-log', stage: 'build', lines });
    await page.getByText('<script>alert(1)</script>').waitFor();
    const before = Number(await page.locator('#step-build [data-seconds]').getAttribute('data-seconds'));
    await expect.poll(() => page.locator('#step-build .time').textContent()).toMatch(/[1-9]\d* s/);
    expect(before).toBeLessThan(60);
    await expectAccessible(page);
    await run.tell(done('build', 'two built'), begun('start'));
    await status(page, 'Step 5 of 9: Start the services.');
    expect(await page.getByText('npm ci').count()).toBe(0);
    run.finish(async (job, around) => goodRun(job, around.run));
    await page.getByRole('button', { name: 'Hand in the newest commit' }).waitFor();
    expect(await page.locator('#live-status').textContent()).toMatch(/^Graded: \d+/);
    expect(await page.getByRole('button', { name: 'Cancel' }).count()).toBe(0);
    expect(await page.locator('.live-steps').count()).toBe(0);
    expect(await isStill()).toBe(true);
    await expectAccessible(page);
  });

  test('whose connection was lost says so, and catches up when it is back', async (context) => {
    const { id, run } = await handIn();
    const way = await wayTo(served.base);
    context.onTestFinished(() => way.close());
    const visit = await browser.visit(context, { ...served, base: way.url }, served.students[0]);
    const { page, open, faults } = visit;
    await open(`/submissions/${id}`);
    const isStill = await stays(visit);
    await run.tell(begun('fetch'));
    await status(page, 'Step 1 of 9: Fetch the repository.');
    way.cut();
    await page.getByText('The connection was lost.').waitFor();
    await run.tell(done('fetch', 'one commit'), begun('resolve'), done('resolve', 'two services'), begun('admit'));
    way.mend();
    await status(page, 'Step 3 of 9: See whether it may run.');
    expect(await page.getByText('The connection was lost.').count()).toBe(0);
    expect(await page.locator('#step-fetch').textContent()).toContain('one commit');
    expect(await page.locator('#step-resolve').textContent()).toContain('two services');
    run.finish(async (job, around) => goodRun(job, around.run));
    await page.getByRole('button', { name: 'Hand in the newest commit' }).waitFor();
    expect(await isStill()).toBe(true);
    // What the browser says of the cut.
    expect(faults.filter((fault) => !/net::ERR_|network error/.test(fault))).toEqual([]);
    faults.length = 0;
  });

  test('is live also where scripts come slowly, one after the other', async (context) => {
    const { id, run } = await handIn();
    const { page, open } = await browser.visit(context, served, served.students[0]);
    let scripts = 0;
    await page.route('**/assets/**/*.js', async (route) => {
      scripts += 1;
      await setTimeout(300 * scripts);
      await route.continue();
    });
    await open(`/submissions/${id}`);
    expect(scripts).toBeGreaterThan(0);
    await run.tell(begun('fetch'));
    await status(page, 'Step 1 of 9: Fetch the repository.');
    await served.service.submissions.cancel(served.students[0], id);
    await status(page, 'Cancelled.');
  });

  test('that is cancelled elsewhere says so, in the language of the reader', async (context) => {
    const { id, run } = await handIn();
    const visit = await browser.visit(context, served, served.students[0], { viewport: PHONE, locale: 'es' });
    const { page, open } = visit;
    await open(`/submissions/${id}`);
    const isStill = await stays(visit);
    await run.tell(begun('fetch'), done('fetch', 'one commit', 'un commit'), begun('resolve'));
    await status(page, 'Paso 2 de 9: Leer el archivo Compose.');
    await page.getByText('un commit').waitFor();
    await served.service.submissions.cancel(served.students[0], id);
    await status(page, 'Cancelada.');
    await page.getByText('No costó ningún intento.').waitFor();
    expect(await isStill()).toBe(true);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  test('that failed because of us tells what happened, and that it cost no attempt', async (context) => {
    const { id, run } = await handIn();
    const { page, open } = await browser.visit(context, served, served.students[0]);
    await open(`/submissions/${id}`);
    await run.tell(begun('fetch'));
    await status(page, 'Step 1 of 9: Fetch the repository.');
    run.finish(async () => {
      throw new DockgradeError('engine-unreachable', 'The engine went away.');
    });
    await status(page, 'It could not be graded: a fault of ours.');
    await page.getByText('It cost no attempt.').waitFor();
    expect(await page.getByRole('link', { name: 'engine-unreachable' }).getAttribute('href')).toBe(
      '/errors#engine-unreachable',
    );
  });

  test('that waits is cancelled by its button, and is handed in again by another', async (context) => {
    const first = await handIn();
    const second = await handIn();
    const { page, open } = await browser.visit(context, served, served.students[0]);
    await open(`/submissions/${second.id}`);
    await status(page, 'Next in line.');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await status(page, 'Cancelled.');
    await page.getByRole('button', { name: 'Hand in the newest commit' }).click();
    await status(page, 'Next in line.');
    expect(page.url()).not.toContain(second.id);
    first.run.finish(async (job, around) => goodRun(job, around.run));
    await status(page, 'A worker has begun.');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await status(page, 'Cancelled.');
  });
});

const begun = (stage: StageName): RunEvent => ({ type: 'stage-started', stage, at: new Date().toISOString() });
const done = (stage: StageName, en: string, es = en): RunEvent => {
  return { type: 'stage-ended', stage, outcome: 'ran', seconds: 2, detail: { en, es } };
};

let count = 0;
async function handIn() {
  count += 1;
  const request = { assignment: 'homework', repository: `https://github.com/student/live-${count}` };
  const { view } = await served.service.submissions.submit(served.students[0], request, null);
  return { id: view.id, run: worker.of(view.id) };
}

function status(page: Visit['page'], text: string): Promise<void> {
  return page.locator('#live-status', { hasText: text }).waitFor({ state: 'attached' });
}

/** Answers whether this is still the page that was loaded. */
async function stays({ page }: Visit): Promise<() => Promise<unknown>> {
  await page.evaluate("document.documentElement.dataset.mark = 'here'");
  return () => page.evaluate("document.documentElement.dataset.mark === 'here'");
}
