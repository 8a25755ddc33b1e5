import { describe, test } from 'vitest';
import { startsIn } from '../../../src/service/submissions/estimate.ts';
import { atOnce, gate } from '../../support/runs.ts';
import { endOf, openService } from '../../support/service.ts';

const request = (name = 'homework') => ({ assignment: 'homework', repository: `https://github.com/student/${name}` });

test.for([
  { ahead: 0, places: 2, taken: 1, expected: 0 },
  { ahead: 0, places: 1, taken: 1, expected: 50 },
  { ahead: 3, places: 1, taken: 1, expected: 350 },
  { ahead: 3, places: 2, taken: 2, expected: 175 },
  { ahead: 3, places: 2, taken: 0, expected: 75 },
  { ahead: 299, places: 4, taken: 4, expected: 7487.5 },
])('with $ahead ahead and $taken of $places places taken, it begins in $expected s of 100 each', (row, { expect }) => {
  expect(startsIn(row.ahead, row, 100)).toBe(row.expected);
});

describe('get and list', { concurrent: true }, () => {
  test('a student sees their own submissions and no others', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [one, two] = t.students;
    const { submissions } = t.service;
    const { view } = await submissions.submit(one, request(), null);
    for (const id of [view.id, 'x'.repeat(26)]) {
      await expect(submissions.get(two, id, 'en')).rejects.toMatchObject({ code: 'not-found' });
      await expect(submissions.resubmit(two, id, false, null)).rejects.toMatchObject({ code: 'not-found' });
    }
    const page = { limit: 10 };
    expect(await submissions.list(two, page)).toEqual({ submissions: [], next: null });
    await expect(submissions.list(two, { ...page, student: one.id })).rejects.toMatchObject({ code: 'not-allowed' });
    const seen = { submissions: [{ id: view.id, student: { id: one.id, name: one.name } }], next: null };
    expect(await submissions.list(one, page)).toMatchObject(seen);
    expect(await submissions.list(t.teacher, { ...page, student: one.id })).toMatchObject(seen);
  });

  test('a teacher sees who else handed in the same repository, and a student does not', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    const [one, two] = t.students;
    const { submissions } = t.service;
    const { view: hers } = await submissions.submit(one, request(), null);
    await submissions.submit(t.teacher, request(), null);
    const same = { ...request(), repository: 'https://github.com//Student/%68omework.git' };
    const { view: his } = await submissions.submit(two, same, null);
    expect([hers.sharedWith, his.sharedWith]).toEqual([null, null]);
    const seen = async (id: string) => (await submissions.get(t.teacher, id, 'en')).sharedWith;
    expect(await seen(hers.id)).toEqual([{ id: two.id, name: two.name }]);
    expect(await seen(his.id)).toEqual([{ id: one.id, name: one.name }]);
    const { view: another } = await submissions.submit(two, request('another'), null);
    expect(await seen(another.id)).toEqual([]);
  });

  test('pages hold everything once, the newest first', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [student] = t.students;
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      ids.unshift((await t.service.submissions.submit(student, request(name), null)).view.id);
    }
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof t.service.submissions.list>> = await t.service.submissions.list(student, {
        limit: 2,
        ...(after !== null && { after }),
      });
      seen.push(...page.submissions.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(ids);
  });

  test('a regrade is not shown to students before it counts', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [student] = t.students;
    t.service.keeper.start();
    t.worker(atOnce);
    const { view } = await t.service.submissions.submit(student, request(), null);
    await endOf(t, view.id);
    await t.service.grades.regrade(t.teacher, 'homework', { judgeOnly: false, preview: true });
    const all = await t.service.submissions.list(t.teacher, { limit: 10 });
    const again = all.submissions.find(({ source }) => source === 'regrade');
    if (!again) throw new Error('there is a regrade');
    expect((await t.service.submissions.list(student, { limit: 1 })).submissions.map(({ id }) => id)).toEqual([
      view.id,
    ]);
    await expect(t.service.submissions.get(student, again.id, 'en')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a regrade that publishes itself stands in the place of the old result', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [student] = t.students;
    t.service.keeper.start();
    t.worker(atOnce);
    const { view } = await t.service.submissions.submit(student, request(), null);
    await endOf(t, view.id);
    const before = await t.service.submissions.get(student, view.id, 'en');
    await t.publish('id: homework\ntitle: Homework\nrubric: { image-builds: 7 }\n');
    await t.service.grades.regrade(t.teacher, 'homework', { judgeOnly: false, preview: false });
    await expect
      .poll(() => t.service.submissions.get(student, view.id, 'en'))
      .toMatchObject({
        score: { earned: 7, possible: 7 },
        report: { submission: { id: view.id }, score: { possible: 7 } },
      });
    expect(before.score?.possible).not.toBe(7);
    expect(await t.store.grades.row('homework', student.id)).toMatchObject({ score: 7, attempts: 1 });
  });

  test('an estimate follows from how long recent ones took and how many go before', async ({ expect, ...context }) => {
    const t = await openService(context, { students: 4 });
    const { submissions, keeper } = t.service;
    const [one, two] = t.students;
    keeper.start();
    const first = await submissions.submit(one, request('first'), null);
    expect(first.view.estimate).toBeNull();
    const worker = t.worker(atOnce, 1);
    await endOf(t, first.view.id);
    await worker.drain(AbortSignal.abort());
    const held = gate();
    t.worker(held.work, 1);
    const running = await submissions.submit(two, request(), null);
    await expect.poll(() => [...held.inside]).toEqual([running.view.id]);
    const waiting = [];
    for (const student of t.students.slice(2)) waiting.push(await submissions.submit(student, request(), null));
    const [seconds = 0] = await t.store.submissions.recentSeconds('homework', 1);
    for (const [index, { view }] of waiting.entries()) {
      const start = (index + 0.5) * seconds;
      await expect
        .poll(() => submissions.get(t.teacher, view.id, 'en'))
        .toMatchObject({
          place: index + 1,
          estimate: { startSeconds: Math.ceil(start), endSeconds: Math.ceil(start + seconds) },
        });
    }
    const now = await submissions.get(t.teacher, running.view.id, 'en');
    expect(now).toMatchObject({ state: 'running', place: null, estimate: { startSeconds: 0 } });
    held.open();
  });
});
