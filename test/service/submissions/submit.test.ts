import { describe, test } from 'vitest';
import { atOnce } from '../../support/runs.ts';
import { endOf, HOMEWORK, openService } from '../../support/service.ts';

const REPOSITORY = 'https://github.com/student/homework';
const request = (change: object = {}) => ({ assignment: 'homework', repository: REPOSITORY, ...change });

describe('submit', { concurrent: true }, () => {
  test('what a student hands in is stored as theirs, with the version that is current', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    const [student] = t.students;
    const { view, repeated } = await t.service.submissions.submit(student, request({ ref: 'main' }), null);
    const stored = await t.store.submissions.get(view.id);
    const current = await t.store.assignments.current('homework');
    expect(repeated).toBe(false);
    expect(stored).toMatchObject({
      person: student.id,
      digest: current?.assignment.digest,
      repository: REPOSITORY,
      ref: 'main',
      commit: null,
      source: 'hand-in',
      state: 'waiting',
    });
    expect(view).toMatchObject({ state: 'waiting', place: 1, report: null, attempts: { used: 1, limit: 20 } });
  });

  test('an assignment whose roster one is not on is not there', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [student] = t.students;
    await t.publish('id: other\ntitle: Other\n');
    const { submissions } = t.service;
    for (const assignment of ['other', 'none']) {
      const asked = submissions.submit(student, request({ assignment }), null);
      await expect(asked, assignment).rejects.toMatchObject({ code: 'not-found' });
    }
    await expect(submissions.submit(t.teacher, request({ assignment: 'other' }), null)).resolves.toBeDefined();
  });

  test('a teacher hands in for a student beyond the deadline and the attempts, which still bind the student', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    const [one] = t.students;
    const { submissions, keeper } = t.service;
    keeper.start();
    t.worker(atOnce);
    const over = 'due: 2020-01-01T00:00:00Z\nlate: { pointsPerDay: 5, days: 2 }\n';
    await t.publish(`id: homework\ntitle: Homework\nattempts: { limit: 1 }\n${over}`);
    const first = await submissions.submit(t.teacher, request({ student: one.email }), null);
    await endOf(t, first.view.id);
    const { view } = await submissions.resubmit(t.teacher, first.view.id, false, null);
    await endOf(t, view.id);
    const row = await t.store.grades.row('homework', one.id);
    expect(row).toMatchObject({ attempts: 2, lateDays: 2, penalty: 10 });
    const own = submissions.resubmit(one, view.id, false, null);
    await expect(own).rejects.toMatchObject({ code: 'deadline-over' });
    const push = { person: one.id, assignment: 'homework', repository: REPOSITORY, ref: null, commit: 'e'.repeat(40) };
    expect(await submissions.submitPush(push)).toEqual({ ignored: 'deadline-over' });
  });

  test('a teacher hands in for a student, and nobody else does', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [one, two] = t.students;
    const { submissions } = t.service;
    const { view } = await submissions.submit(t.teacher, request({ student: one.email.toUpperCase() }), null);
    expect(view.student).toEqual({ id: one.id, name: one.name });
    const forAnother = submissions.submit(two, request({ student: one.email }), null);
    await expect(forAnother).rejects.toMatchObject({ code: 'not-allowed' });
    const forNobody = submissions.submit(t.teacher, request({ student: 'no@example.com' }), null);
    await expect(forNobody).rejects.toMatchObject({ code: 'request-invalid', errors: [{ where: '/student' }] });
  });

  test.for([
    ['git@github.com:student/homework.git', 'repository-not-allowed', '/repository'],
    ['https://student:secret@github.com/student/homework', 'repository-not-allowed', '/repository'],
    ['https://github.com/student/homework?tab=readme', 'repository-not-allowed', '/repository'],
    ['/etc', 'repository-not-allowed', '/repository'],
    ['https://127.0.0.1/student/homework', 'repository-not-allowed', '/repository'],
    ['https://github.com:8443/student/homework', 'repository-not-allowed', '/repository'],
  ])('%s is refused as %s', async ([repository, code, where], { expect, ...context }) => {
    const t = await openService(context);
    const asked = t.service.submissions.submit(t.students[0], request({ repository }), null);
    await expect(asked).rejects.toMatchObject({ code, errors: [{ where }] });
    expect((await t.store.submissions.counts()).accepted).toBe(0);
  });

  test('who names a host that is not taken is told which are', async ({ expect, ...context }) => {
    const t = await openService(context);
    const repository = 'https://git.example.com/student/homework';
    const asked = t.service.submissions.submit(t.students[0], request({ repository }), null);
    await expect(asked).rejects.toMatchObject({
      message: expect.stringContaining('git.example.com'),
      remedy: expect.stringContaining('github.com'),
    });
  });

  test.for(['--upload-pack=x', 'a..b', '@{u}'])(
    'the ref %s is refused with its place',
    async (ref, { expect, ...context }) => {
      const t = await openService(context);
      const asked = t.service.submissions.submit(t.students[0], request({ ref }), null);
      await expect(asked).rejects.toMatchObject({ code: 'ref-unknown', errors: [{ where: '/ref' }] });
    },
  );

  test.for(['', 'x'.repeat(256), 'a\tb', 'clé'])('the key %j is refused', async (key, { expect, ...context }) => {
    const t = await openService(context);
    const asked = t.service.submissions.submit(t.students[0], request(), key);
    await expect(asked).rejects.toMatchObject({ code: 'request-invalid', errors: [{ where: 'Idempotency-Key' }] });
  });

  test('ten identical requests at once with one key are one submission', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [student] = t.students;
    const ten = await Promise.all(
      Array.from({ length: 10 }, () => t.service.submissions.submit(student, request(), 'one key')),
    );
    expect(new Set(ten.map(({ view }) => view.id)).size).toBe(1);
    expect(ten.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await t.store.submissions.counts()).toMatchObject({ accepted: 1, waiting: 1 });
  });

  test('the same key with another request is a conflict, and of another person another request', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    const [one, two] = t.students;
    const { submissions } = t.service;
    await submissions.submit(one, request(), 'key');
    await expect(submissions.submit(one, request({ ref: 'dev' }), 'key')).rejects.toMatchObject({ code: 'conflict' });
    await expect(submissions.submit(two, request({ ref: 'dev' }), 'key')).resolves.toMatchObject({ repeated: false });
  });

  test('after the deadline nothing new is taken, and what was accepted in time is still answered', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    const [one, two] = t.students;
    const { submissions } = t.service;
    const before = await submissions.submit(one, request(), 'key');
    await t.publish(`${HOMEWORK}due: 2020-01-01T00:00:00Z\n`);
    for (const key of ['key', null, 'other']) {
      const asked = submissions.submit(two, request(), key);
      await expect(asked, String(key)).rejects.toMatchObject({
        code: 'deadline-over',
        message: expect.stringContaining('2020-01-01'),
      });
    }
    const again = await submissions.submit(one, request(), 'key');
    expect(again).toMatchObject({ repeated: true, view: { id: before.view.id } });
  });

  test('who hands in late is told how late', async ({ expect, ...context }) => {
    const t = await openService(context);
    const due = new Date(Date.now() - 25 * 3600 * 1000).toISOString();
    await t.publish(`${HOMEWORK}due: ${due}\nlate: { pointsPerDay: 10, days: 3 }\n`);
    const { view } = await t.service.submissions.submit(t.students[0], request(), null);
    expect(view.lateDays).toBe(2);
  });

  test('every attempt is given once, however many ask at the same time', async ({ expect, ...context }) => {
    const t = await openService(context);
    await t.publish('id: homework\ntitle: Homework\nattempts: { limit: 2 }\n');
    const [student] = t.students;
    const asked = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) =>
        t.service.submissions.submit(student, request({ repository: `${REPOSITORY}${index}` }), null),
      ),
    );
    const refused = asked.filter((one) => one.status === 'rejected').map(({ reason }) => reason.code);
    expect(refused).toEqual(Array(4).fill('no-attempts-left'));
    expect((await t.store.submissions.counts()).accepted).toBe(2);
  });

  test('a newer one for the same repository takes the place of the one that waits', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [student] = t.students;
    const { submissions } = t.service;
    const older = await submissions.submit(student, request(), null);
    await expect.poll(() => t.queue.counts()).toMatchObject({ waiting: 1 });
    const newer = await submissions.submit(student, request({ ref: 'dev' }), null);
    expect(await submissions.get(student, older.view.id, 'en')).toMatchObject({
      state: 'cancelled',
      cancelReason: 'replaced',
      replacedBy: newer.view.id,
    });
    await expect
      .poll(async () => Object.fromEntries(await t.queue.states([older.view.id, newer.view.id])))
      .toEqual({ [older.view.id]: 'unknown', [newer.view.id]: 'waiting' });
    expect(newer.view.attempts.used).toBe(1);
  });
});
