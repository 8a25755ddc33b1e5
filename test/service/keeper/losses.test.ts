import { describe, test } from 'vitest';
import { atOnce, gate } from '../../support/runs.ts';
import { endOf, openService } from '../../support/service.ts';

const request = (name = 'homework') => ({ assignment: 'homework', repository: `https://github.com/student/${name}` });
const GRADED = { state: 'finished', outcome: 'graded' };

describe('what Redis loses', { concurrent: true }, () => {
  test('while it is away submissions are accepted, and graded once it is back', async ({ expect, ...context }) => {
    const t = await openService(context);
    t.service.keeper.start();
    t.worker(atOnce);
    await t.redis.kill();
    const { view } = await t.service.submissions.submit(t.students[0], request(), null);
    expect(view).toMatchObject({ state: 'waiting', place: 1 });
    await expect.poll(() => t.lines.map(({ message }) => message)).toContainEqual(expect.stringMatching(/later/));
    await t.redis.restart({ withFile: false });
    expect(await endOf(t, view.id)).toMatchObject(GRADED);
  });

  test('while it hangs submissions are answered all the same', async ({ expect, ...context }) => {
    const t = await openService(context);
    t.service.keeper.start();
    t.worker(atOnce);
    await t.service.keeper.reconcile();
    t.redis.freeze();
    const asked = performance.now();
    const { view } = await t.service.submissions.submit(t.students[0], request(), null);
    expect(view.state).toBe('waiting');
    expect(performance.now() - asked).toBeLessThan(12_000);
    t.redis.thaw();
    expect(await endOf(t, view.id)).toMatchObject(GRADED);
  });

  test('emptied while a submission waits in it, the submission is put back', async ({ expect, ...context }) => {
    const t = await openService(context);
    t.service.keeper.start();
    const { view } = await t.service.submissions.submit(t.students[0], request(), null);
    await expect.poll(() => t.queue.counts()).toMatchObject({ waiting: 1 });
    await t.redis.clear();
    t.worker(atOnce);
    expect(await endOf(t, view.id)).toMatchObject({ ...GRADED, tries: 1 });
  });

  test('emptied while a submission runs, it runs again and is in the books once', async ({ expect, ...context }) => {
    const t = await openService(context);
    const held = gate();
    t.service.keeper.start();
    t.worker(held.work);
    const { view } = await t.service.submissions.submit(t.students[0], request(), null);
    await expect.poll(() => t.store.submissions.get(view.id)).toMatchObject({ state: 'running' });
    await t.redis.clear();
    await expect.poll(() => held.begun).toEqual([view.id, view.id]);
    held.open();
    expect(await endOf(t, view.id)).toMatchObject(GRADED);
    expect(await t.store.submissions.results(view.id)).toHaveLength(1);
    expect(await t.store.grades.history('homework', t.students[0].id)).toHaveLength(1);
  });

  test('emptied after the job ended but before it was in the books, it is graded again', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    const { view } = await t.service.submissions.submit(t.students[0], request(), null);
    t.worker(atOnce);
    await expect.poll(() => t.queue.counts()).toMatchObject({ ended: 1 });
    await t.redis.clear();
    t.service.keeper.start();
    expect(await endOf(t, view.id)).toMatchObject(GRADED);
    expect(await t.store.submissions.results(view.id)).toHaveLength(1);
  });

  test('killed and started again with nothing, everybody is still graded once', async ({ expect, ...context }) => {
    const t = await openService(context, { students: 6 });
    const held = gate();
    t.service.keeper.start();
    t.worker(held.work, 2);
    const handedIn = await Promise.all(t.students.map((one) => t.service.submissions.submit(one, request(), null)));
    await expect.poll(() => held.inside.size).toBe(2);
    await t.redis.kill();
    await t.redis.restart({ withFile: false });
    held.open();
    for (const { view } of handedIn) expect(await endOf(t, view.id)).toMatchObject(GRADED);
    for (const { view } of handedIn) expect(await t.store.submissions.results(view.id)).toHaveLength(1);
    expect(await t.store.submissions.counts()).toMatchObject({ accepted: 6, finished: 6, waiting: 0, running: 0 });
  });
});
