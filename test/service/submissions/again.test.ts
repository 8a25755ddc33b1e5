import { describe, test } from 'vitest';
import { atOnce } from '../../support/runs.ts';
import { endOf, HOMEWORK, openService } from '../../support/service.ts';

const REPOSITORY = 'https://github.com/student/homework';
const request = { assignment: 'homework', repository: REPOSITORY, ref: 'main' };
const COMMIT = 'c'.repeat(40);

describe('resubmit', { concurrent: true }, () => {
  test('takes the newest commit of the same ref, or the same commit', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [student] = t.students;
    const { submissions, keeper } = t.service;
    keeper.start();
    const asked: (string | null)[] = [];
    t.worker(async (job, inside) => {
      asked.push(job.ref);
      return atOnce(job, inside);
    });
    const { view } = await submissions.submit(student, request, null);
    await endOf(t, view.id);
    const newest = await submissions.resubmit(student, view.id, false, null);
    await endOf(t, newest.view.id);
    const same = await submissions.resubmit(student, view.id, true, null);
    await endOf(t, same.view.id);
    const first = await submissions.get(student, view.id, 'en');
    expect(asked).toEqual(['main', 'main', first.commit]);
    expect(await submissions.get(student, same.view.id, 'en')).toMatchObject({ ref: 'main', commit: first.commit });
  });

  test('of a commit that is not known is a conflict', async ({ expect, ...context }) => {
    const t = await openService(context);
    const { view } = await t.service.submissions.submit(t.students[0], request, null);
    const again = t.service.submissions.resubmit(t.students[0], view.id, true, null);
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
  });

  test('by a teacher is for the student, and the same key is the same submission', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [student] = t.students;
    const { view } = await t.service.submissions.submit(student, request, null);
    const again = () => t.service.submissions.resubmit(t.teacher, view.id, false, 'key');
    const [one, two] = [await again(), await again()];
    expect(one).toMatchObject({ repeated: false, view: { student: { id: student.id } } });
    expect(two).toMatchObject({ repeated: true, view: { id: one.view.id } });
  });
});

describe('submitPush', { concurrent: true }, () => {
  test('hands in the pushed commit, once, however many deliveries ask', async ({ expect, ...context }) => {
    const t = await openService(context);
    const push = {
      person: t.students[0].id,
      assignment: 'homework',
      repository: REPOSITORY,
      ref: 'main',
      commit: COMMIT,
    };
    const five = await Promise.all(Array.from({ length: 5 }, () => t.service.submissions.submitPush(push)));
    const ids = new Set(five.map((one) => ('submission' in one ? one.submission : one.ignored)));
    expect(ids.size).toBe(1);
    expect(five.filter((one) => 'repeated' in one && !one.repeated)).toHaveLength(1);
    expect(await t.store.submissions.get([...ids][0] ?? '')).toMatchObject({
      source: 'push',
      commit: COMMIT,
      ref: 'main',
    });
  });

  test('of the commit that was graded last is no new one, of an older one it is', async ({ expect, ...context }) => {
    const t = await openService(context);
    const push = { person: t.students[0].id, assignment: 'homework', repository: REPOSITORY, ref: 'main' };
    const { submissions, keeper } = t.service;
    keeper.start();
    t.worker(atOnce);
    const handedIn = [];
    for (const letter of ['a', 'b', 'b', 'a']) {
      const pushed = await submissions.submitPush({ ...push, commit: letter.repeat(40) });
      if (!('submission' in pushed)) throw new Error('it is taken');
      await endOf(t, pushed.submission);
      handedIn.push(pushed);
    }
    expect(handedIn.map(({ repeated }) => repeated)).toEqual([false, false, true, false]);
    expect(new Set(handedIn.map(({ submission }) => submission)).size).toBe(3);
  });

  test('is ignored where nothing is taken any more', async ({ expect, ...context }) => {
    const t = await openService(context);
    const push = { person: t.students[0].id, assignment: 'homework', repository: REPOSITORY, ref: 'main' };
    const { submissions } = t.service;
    await t.publish('id: homework\ntitle: Homework\nattempts: { limit: 1 }\n');
    await submissions.submit(t.students[0], { ...request, repository: `${REPOSITORY}2` }, null);
    expect(await submissions.submitPush({ ...push, commit: COMMIT })).toEqual({ ignored: 'no-attempts-left' });
    await t.publish(`${HOMEWORK}due: 2020-01-01T00:00:00Z\n`);
    expect(await submissions.submitPush({ ...push, commit: COMMIT })).toEqual({ ignored: 'deadline-over' });
    expect(await t.store.submissions.counts()).toMatchObject({ accepted: 1 });
    await t.publish(HOMEWORK);
    await t.store.people.setRoster('homework', [], new Date().toISOString());
    expect(await submissions.submitPush({ ...push, commit: COMMIT })).toEqual({ ignored: 'not-enrolled' });
  });
});

test('the folder of an example is handed in and graded as it stands, whichever commit it was at', async ({
  expect,
  ...context
}) => {
  const t = await openService(context);
  t.service.keeper.start();
  const asked: (string | null)[] = [];
  t.worker(async (job, inside) => {
    asked.push(job.ref);
    return atOnce(job, inside);
  });
  const id = await t.service.submissions.submitFolder(t.teacher, 'homework', '/srv/example');
  await endOf(t, id);
  expect((await t.store.submissions.get(id))?.commit).not.toBeNull();
  for (const sameCommit of [false, true]) {
    const { view } = await t.service.submissions.resubmit(t.teacher, id, sameCommit, null);
    expect(await endOf(t, view.id)).toMatchObject({ repository: '/srv/example', outcome: 'graded' });
  }
  expect(asked).toEqual([null, null, null]);
});
