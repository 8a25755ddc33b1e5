import { describe, test } from 'vitest';
import { atOnce, gate } from '../../support/runs.ts';
import { endOf, openService } from '../../support/service.ts';

const request = (name = 'homework') => ({ assignment: 'homework', repository: `https://github.com/student/${name}` });

describe('cancel', { concurrent: true }, () => {
  test('one that waits leaves the queue, and gives its attempt back', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [student] = t.students;
    t.service.keeper.start();
    const { view } = await t.service.submissions.submit(student, request(), null);
    await expect.poll(() => t.queue.counts()).toMatchObject({ waiting: 1 });
    const cancelled = await t.service.submissions.cancel(student, view.id);
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelReason: 'asked', attempts: { used: 0 } });
    await expect.poll(() => t.queue.counts()).toMatchObject({ waiting: 0 });
    await expect.poll(() => t.store.submissions.dispatched()).toEqual([]);
  });

  test('one that runs is stopped within two seconds, and the next one of the student gets its place', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    const [student] = t.students;
    const held = gate();
    t.service.keeper.start();
    t.worker(held.work);
    const { view } = await t.service.submissions.submit(student, request('a'), null);
    const next = await t.service.submissions.submit(student, request('b'), null);
    await expect.poll(() => [...held.inside]).toEqual([view.id]);
    await t.service.submissions.cancel(student, view.id);
    await expect.poll(() => held.inside.has(view.id), { timeout: 2000 }).toBe(false);
    await expect.poll(() => [...held.inside]).toEqual([next.view.id]);
    held.open();
    expect(await endOf(t, next.view.id)).toMatchObject({ outcome: 'graded' });
    expect(await t.store.submissions.get(view.id)).toMatchObject({ state: 'cancelled', outcome: null, result: null });
    await expect.poll(() => t.queue.counts()).toEqual({ waiting: 0, running: 0, delayed: 0, ended: 0 });
  });

  test('while Redis is away it counts at once, and the queue follows', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [student] = t.students;
    t.service.keeper.start();
    const { view } = await t.service.submissions.submit(student, request('a'), null);
    await t.redis.kill();
    expect(await t.service.submissions.cancel(student, view.id)).toMatchObject({ state: 'cancelled' });
    const next = await t.service.submissions.submit(student, request('b'), null);
    await t.redis.restart({ withFile: false });
    t.worker(atOnce);
    expect(await endOf(t, next.view.id)).toMatchObject({ outcome: 'graded' });
    expect(await t.store.submissions.get(view.id)).toMatchObject({ state: 'cancelled', tries: 0 });
  });

  test('again changes nothing; what has finished stays, and what belongs to others is not there', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    const [one, two] = t.students;
    const { submissions, keeper } = t.service;
    const { view } = await submissions.submit(one, request('a'), null);
    await expect(submissions.cancel(two, view.id)).rejects.toMatchObject({ code: 'not-found' });
    await submissions.cancel(one, view.id);
    expect(await submissions.cancel(t.teacher, view.id)).toMatchObject({ state: 'cancelled' });
    keeper.start();
    t.worker(atOnce);
    const finished = await submissions.submit(one, request('b'), null);
    await endOf(t, finished.view.id);
    await expect(submissions.cancel(one, finished.view.id)).rejects.toMatchObject({ code: 'conflict' });
  });
});
