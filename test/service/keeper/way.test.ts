import { describe, test } from 'vitest';
import { atOnce, gate, goodRun, poorEvidence } from '../../support/runs.ts';
import { endOf, HOMEWORK, openService } from '../../support/service.ts';

const request = (name: string) => ({ assignment: 'homework', repository: `https://github.com/student/${name}` });

describe('the way of a submission', { concurrent: true }, () => {
  test('it waits, runs, is graded, and stands in the books with its report', async ({ expect, ...context }) => {
    const t = await openService(context);
    const { submissions, keeper } = t.service;
    const [student] = t.students;
    const held = gate();
    keeper.start();
    const { view } = await submissions.submit(student, request('one'), null);
    expect(view.state).toBe('waiting');
    t.worker(held.work);
    await expect
      .poll(() => submissions.get(student, view.id, 'en'))
      .toMatchObject({ state: 'running', stage: 'build', tries: 1 });
    held.open();
    await endOf(t, view.id);
    const seen = await submissions.get(student, view.id, 'es');
    expect(seen).toMatchObject({
      state: 'finished',
      outcome: 'graded',
      stage: null,
      place: null,
      report: { lang: 'es', submission: { id: view.id, repository: view.repository, ref: null } },
    });
    expect(seen.commit).toMatch(/^[0-9a-f]{40}$/);
    expect(seen.score).toEqual(seen.report?.score);
    const row = await t.store.grades.row('homework', student.id);
    expect(row).toMatchObject({ submission: view.id, score: seen.score?.earned, attempts: 1 });
    await expect.poll(() => t.queue.states([view.id])).toEqual(new Map([[view.id, 'unknown']]));
  });

  test('every log line about it carries its id', async ({ expect, ...context }) => {
    const t = await openService(context);
    t.service.keeper.start();
    t.worker(atOnce);
    const { view } = await t.service.submissions.submit(t.students[0], request('one'), null);
    await endOf(t, view.id);
    await expect.poll(() => t.lines.map(({ message }) => message)).toContain('submission finished');
    const about = t.lines.filter(({ message }) => message.startsWith('submission '));
    expect(about.map(({ fields }) => fields.submission)).toEqual([view.id, view.id]);
    expect(t.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('figures are told once for each submission that finished', async ({ expect, ...context }) => {
    const t = await openService(context);
    const told: object[] = [];
    t.service.keeper.onFinished((finished) => told.push(finished));
    t.service.keeper.start();
    t.worker(atOnce);
    const { view } = await t.service.submissions.submit(t.students[0], request('one'), null);
    await endOf(t, view.id);
    await t.service.keeper.reconcile();
    expect(told).toMatchObject([
      {
        submission: view.id,
        assignment: 'homework',
        outcome: 'graded',
        tries: 1,
        stages: [{ stage: 'fetch' }, { stage: 'teardown' }],
        leftovers: { containers: 0 },
      },
    ]);
  });

  test('the best of several attempts counts, less what being late costs', async ({ expect, ...context }) => {
    const t = await openService(context);
    const due = new Date(Date.now() - 3600 * 1000).toISOString();
    await t.publish(`${HOMEWORK}due: ${due}\nlate: { pointsPerDay: 10, days: 3 }\n`);
    t.service.keeper.start();
    t.worker(async (job, { run }) => goodRun(job, run, job.repository.endsWith('poor') ? poorEvidence() : undefined));
    const [student] = t.students;
    const ends = [];
    for (const name of ['good', 'poor']) {
      const { view } = await t.service.submissions.submit(student, request(name), null);
      await endOf(t, view.id);
      ends.push(await t.service.submissions.get(student, view.id, 'en'));
    }
    const [good, poor] = ends;
    expect(good?.score?.earned).toBeGreaterThan(poor?.score?.earned ?? 0);
    const row = await t.store.grades.row('homework', student.id);
    expect(row).toMatchObject({ submission: good?.id, attempts: 2, lateDays: 1, penalty: 10 });
    expect(row?.score).toBe((good?.score?.earned ?? 0) - 10);
  });

  test('one of a student runs at a time, while those of another go on', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [one, two] = t.students;
    const held = gate();
    t.service.keeper.start();
    t.worker(held.work, 4);
    const first = await t.service.submissions.submit(one, request('a'), null);
    const second = await t.service.submissions.submit(one, request('b'), null);
    const other = await t.service.submissions.submit(two, request('c'), null);
    await expect.poll(() => [...held.inside].sort()).toEqual([first.view.id, other.view.id].sort());
    expect(await t.store.submissions.get(second.view.id)).toMatchObject({ state: 'waiting' });
    held.open();
    await endOf(t, second.view.id);
    expect(held.begun).toHaveLength(3);
  });

  test('F159 two hundred of one student at once hold one place, and whoever comes next is served at once', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    await t.publish('id: homework\ntitle: Homework\n');
    const [many, one] = t.students;
    const flood = Array.from({ length: 200 }, (_, at) => t.service.submissions.submit(many, request(`r${at}`), null));
    await Promise.all(flood);
    t.service.keeper.start();
    const held = gate();
    t.worker(held.work, 2);
    await expect.poll(() => held.inside.size).toBe(1);
    const other = await t.service.submissions.submit(one, request('other'), null);
    await expect.poll(() => [...held.inside]).toContain(other.view.id);
    await t.service.keeper.reconcile();
    expect(await t.queue.counts()).toEqual({ waiting: 0, running: 2, delayed: 0, ended: 0 });
    expect(await t.store.submissions.counts()).toMatchObject({ accepted: 201, waiting: 199, running: 2 });
    held.open();
  });

  test('first attempts go before repeated ones, and all before regrades, whoever came first', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context, { students: 3 });
    const { submissions, keeper, grades } = t.service;
    const [one, two, three] = t.students;
    if (!three) throw new Error('there are three students');
    keeper.start();
    const quick = t.worker(atOnce, 1);
    const { view } = await submissions.submit(one, request('spent'), null);
    await endOf(t, view.id);
    await quick.drain(AbortSignal.abort());
    await grades.regrade(t.teacher, 'homework', { judgeOnly: false, preview: true });
    const regrade = (await t.store.submissions.list({ limit: 1 }))[0]?.id;
    const order = [];
    for (const student of [one, two, three]) {
      order.push((await submissions.submit(student, request('next'), null)).view.id);
    }
    const [repeated, ...firsts] = order;
    await expect.poll(() => t.queue.counts()).toMatchObject({ waiting: 4 });
    expect(await submissions.get(one, repeated ?? '', 'en')).toMatchObject({ place: 3 });
    const held = gate();
    held.open();
    t.worker(held.work, 1);
    await endOf(t, regrade ?? '');
    expect(held.begun).toEqual([...firsts, repeated, regrade]);
  });

  test('each of many that come at once has its one right end', async ({ expect, ...context }) => {
    const t = await openService(context, { students: 12 });
    t.service.keeper.start();
    t.worker(atOnce, 4);
    const handedIn = await Promise.all(
      t.students.flatMap((student) =>
        ['a', 'b', 'c'].map((name) => t.service.submissions.submit(student, request(name), null)),
      ),
    );
    for (const { view } of handedIn) expect(await endOf(t, view.id)).toMatchObject({ outcome: 'graded', tries: 1 });
    expect(await t.store.submissions.counts()).toMatchObject({
      accepted: 36,
      waiting: 0,
      running: 0,
      finished: 36,
      cancelled: 0,
    });
    await expect.poll(() => t.queue.counts()).toEqual({ waiting: 0, running: 0, delayed: 0, ended: 0 });
  });
});
