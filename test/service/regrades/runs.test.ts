import { describe, expect, test } from 'vitest';
import { openService } from '../../support/service.ts';
import { BUILDING, both, buildsOnly, EVEN, finishRun, graded, keepsOnly } from '../grades/graded.ts';
import { QUERY } from './changed-rubric.ts';

describe('a regrade that runs submissions again', () => {
  test('runs the one that counts for each person, costs no attempt, and changes nothing until it is published', async (context) => {
    const { service, store, teacher, students, publish } = await openService(context);
    await publish(EVEN);
    const [student] = students;
    await graded(store, student, keepsOnly());
    const best = await graded(store, student, both());
    const before = (await service.grades.table(teacher, 'homework', QUERY)).grades;
    const begun = await service.grades.regrade(teacher, 'homework', { judgeOnly: false, preview: true });
    expect(begun).toMatchObject({ mode: 'run', state: 'running', progress: { ended: 0, of: 1 }, changes: [] });
    await expect(service.grades.publish(teacher, 'homework', begun.id)).rejects.toMatchObject({ code: 'conflict' });
    const [run, ...others] = await store.submissions.dispatch();
    expect(others).toEqual([]);
    expect(run).toMatchObject({ source: 'regrade', regradeOf: best, person: student.id });
    if (run) await finishRun(store, run, buildsOnly());
    await service.keeper.reconcile();
    const ready = await service.grades.regradeView(teacher, 'homework', begun.id);
    expect(ready).toMatchObject({ state: 'ready', progress: { ended: 1, of: 1 } });
    expect(ready.changes).toMatchObject([{ before: { earned: 100 }, after: { earned: 50 }, difference: -50 }]);
    expect((await service.grades.table(teacher, 'homework', QUERY)).grades).toEqual(before);
    const published = await service.grades.publish(teacher, 'homework', begun.id);
    expect(published.changes).toEqual(ready.changes);
    const [row] = (await service.grades.table(teacher, 'homework', QUERY)).grades;
    expect(row).toMatchObject({ score: 50, attempts: 2 });
  });

  test('gives the facts that are judged from then on', async (context) => {
    const { service, store, teacher, students, publish } = await openService(context);
    await publish(EVEN);
    await graded(store, students[0], both());
    const { id } = await service.grades.regrade(teacher, 'homework', { judgeOnly: false, preview: false });
    for (const run of await store.submissions.dispatch()) await finishRun(store, run, keepsOnly());
    await service.keeper.reconcile();
    expect((await service.grades.regradeView(teacher, 'homework', id)).state).toBe('published');
    await publish(BUILDING);
    const preview = await service.grades.regrade(teacher, 'homework', { judgeOnly: true, preview: true });
    expect(preview.changes).toMatchObject([{ before: { earned: 50 }, after: { earned: 20 } }]);
  });

  test('publishes itself where no preview was asked for, and tells of what ended without a result', async (context) => {
    const { service, store, teacher, students, publish } = await openService(context);
    await publish(EVEN);
    for (const student of students) await graded(store, student, buildsOnly());
    const { id } = await service.grades.regrade(teacher, 'homework', { judgeOnly: false, preview: false });
    for (const run of await store.submissions.dispatch()) {
      if (run.person === students[0].id) await finishRun(store, run, both());
      else {
        const fault = { code: 'repository-not-found', message: 'it is gone', remedy: null };
        const at = new Date().toISOString();
        await store.submissions.finish(run.id, { outcome: 'error', fault, tries: 1 }, at, () => {
          throw new Error('an error has no grade');
        });
      }
    }
    await service.keeper.reconcile();
    const view = await service.grades.regradeView(teacher, 'homework', id);
    expect(view).toMatchObject({
      state: 'published',
      progress: { ended: 2, of: 2 },
      summary: { up: 1, down: 0, same: 0, failed: 1 },
    });
    const { grades } = await service.grades.table(teacher, 'homework', QUERY);
    expect(grades.map(({ score }) => score)).toEqual([100, 50]);
  });

  test('that is discarded takes its submissions out of store and queue', async (context) => {
    const { service, store, queue, teacher, students, publish } = await openService(context);
    await publish(EVEN);
    for (const student of students) await graded(store, student, buildsOnly());
    const { id } = await service.grades.regrade(teacher, 'homework', { judgeOnly: false, preview: true });
    await service.keeper.reconcile();
    expect((await queue.counts()).waiting).toBe(2);
    expect(await service.grades.discard(teacher, 'homework', id)).toMatchObject({ state: 'discarded' });
    expect((await queue.counts()).waiting).toBe(0);
    await service.keeper.reconcile();
    expect(await store.submissions.dispatched()).toEqual([]);
    const { waiting, running, cancelled } = await store.submissions.counts();
    expect({ waiting, running, cancelled }).toEqual({ waiting: 0, running: 0, cancelled: 2 });
  });

  test('is discarded also while Redis is away', async (context) => {
    const { service, store, redis, teacher, students, publish } = await openService(context);
    await publish(EVEN);
    await graded(store, students[0], buildsOnly());
    const { id } = await service.grades.regrade(teacher, 'homework', { judgeOnly: false, preview: true });
    await service.keeper.reconcile();
    await redis.kill();
    expect(await service.grades.discard(teacher, 'homework', id)).toMatchObject({ state: 'discarded' });
  });
});
