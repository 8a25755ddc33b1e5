import { describe, test } from 'vitest';
import { newId } from '../../../src/core/job.ts';
import { score } from '../../../src/core/judge.ts';
import { refusedRun } from '../../support/jobs.ts';
import { atOnce, gate } from '../../support/runs.ts';
import { endOf, openService } from '../../support/service.ts';

const request = { assignment: 'homework', repository: 'https://github.com/student/homework' };

describe('what another process left undone', { concurrent: true }, () => {
  test('a result that is in the books already is forgotten by the queue, and counts once', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    const [student] = t.students;
    const { view } = await t.service.submissions.submit(student, request, null);
    t.worker(atOnce);
    await expect.poll(() => t.queue.counts()).toMatchObject({ ended: 1 });
    const [ended] = await t.queue.ended(1);
    if (ended?.outcome !== 'done') throw new Error('the worker gave back a run');
    const at = new Date().toISOString();
    const { id, assignment, digest } = view;
    const result = { id: newId(), submission: id, assignment, digest, lines: [], ...score([]), createdAt: at };
    const ending = { outcome: 'graded' as const, run: ended.run, result, tries: 1 };
    const compute = () => ({ submission: id, score: 0, possible: 0, lateDays: 0, penalty: 0, attempts: 1 });
    expect(await t.store.submissions.finish(id, ending, at, compute)).toBe(true);
    await t.service.keeper.reconcile();
    expect(await t.queue.states([id])).toEqual(new Map([[id, 'unknown']]));
    expect(await t.store.submissions.results(id)).toMatchObject([{ id: result.id }]);
  });

  test('a cancelled submission that is still in the queue leaves it, and its slot is free', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    const [student] = t.students;
    const { view } = await t.service.submissions.submit(student, request, null);
    await expect.poll(() => t.queue.counts()).toMatchObject({ waiting: 1 });
    await t.store.submissions.cancel(view.id, 'asked', new Date().toISOString());
    await t.service.keeper.reconcile();
    expect(await t.queue.counts()).toMatchObject({ waiting: 0 });
    expect(await t.store.submissions.dispatched()).toEqual([]);
  });

  test('a cancelled submission that runs is stopped, and its slot is free', async ({ expect, ...context }) => {
    const t = await openService(context);
    const held = gate();
    const { view } = await t.service.submissions.submit(t.students[0], request, null);
    t.worker(held.work);
    await expect.poll(() => [...held.inside]).toEqual([view.id]);
    await t.store.submissions.cancel(view.id, 'asked', new Date().toISOString());
    t.service.keeper.start();
    await expect.poll(() => [...held.inside]).toEqual([]);
    await expect.poll(() => t.store.submissions.dispatched()).toEqual([]);
    expect(await t.store.submissions.get(view.id)).toMatchObject({ state: 'cancelled', outcome: null });
  });

  test('a regrade that is ready and was to publish itself is published by the next process', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    const [student] = t.students;
    t.service.keeper.start();
    const worker = t.worker(atOnce);
    const { view } = await t.service.submissions.submit(student, request, null);
    await endOf(t, view.id);
    await t.service.keeper.close();
    await worker.drain(AbortSignal.abort());
    const regrade = await t.service.grades.regrade(t.teacher, 'homework', { judgeOnly: false, preview: false });
    const [item] = await t.store.regrades.items(regrade.id);
    const at = new Date().toISOString();
    const fault = { code: 'internal', message: 'It failed.', remedy: null };
    const compute = () => ({ submission: null, score: 0, possible: 0, lateDays: 0, penalty: 0, attempts: 0 });
    await t.store.submissions.finish(item?.run ?? '', { outcome: 'error', fault, tries: 1 }, at, compute);
    expect(await t.store.regrades.settle()).toMatchObject([{ id: regrade.id, state: 'ready' }]);
    await t.another().service.keeper.reconcile();
    expect(await t.store.regrades.get(regrade.id)).toMatchObject({ state: 'published' });
  });

  test('a refused submission is in the books with its report, and spends an attempt', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    const [student] = t.students;
    t.service.keeper.start();
    t.worker(async (job) => refusedRun(job));
    const { view } = await t.service.submissions.submit(student, request, null);
    await endOf(t, view.id);
    expect(await t.service.submissions.get(student, view.id, 'en')).toMatchObject({
      outcome: 'refused',
      score: { earned: 0 },
      report: { outcome: 'refused' },
      attempts: { used: 1 },
    });
  });
});
