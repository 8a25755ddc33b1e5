import { expect, test } from 'vitest';
import { newId } from '../../src/core/job.ts';
import type { GradeQuery } from '../../src/store/contract/grades.ts';
import type { Regrade, RegradeItem } from '../../src/store/contract/regrades.ts';
import { at, type Books, compute, failed, HOMEWORK, known, overBoth, person, REPOSITORY, resultOf } from './books.ts';

const query: GradeQuery = { sort: 'name', descending: false, offset: 0, limit: 10 };
const override = { score: 90, reason: 'shown in class', by: 'teacher', at: at(50) };

function regradeOf({ version }: Books, mode: Regrade['mode']): Regrade {
  return {
    ...{ id: newId(), assignment: HOMEWORK, digest: version.digest, mode, publishWhenReady: false },
    ...{ state: 'running', createdAt: at(60), createdBy: 'teacher', endedAt: null },
  };
}

overBoth((open) => {
  test('the grade table has everyone of the roster and every student who handed in, sorted and searched without accents', async (context) => {
    const books = await open(context);
    const { grades, people } = books.store;
    const rows = ['Zoe', 'Álvaro 100%', 'bea'].map((name, index) => ({ name, email: `s${index}@x.org`, github: null }));
    await people.setRoster(HOMEWORK, rows, at(0));
    const guest = await books.student('Guest');
    await books.grade(guest, 60, { acceptedAt: at(7) });
    const names = async (more: Partial<GradeQuery>) =>
      (await grades.rows(HOMEWORK, { ...query, ...more })).rows.map((row) => row.person.name);
    expect(await names({})).toEqual(['Álvaro 100%', 'bea', 'Guest', 'Zoe']);
    expect(await names({ descending: true, offset: 1, limit: 2 })).toEqual(['Guest', 'bea']);
    expect(await names({ search: 'alVARO' })).toEqual(['Álvaro 100%']);
    expect(await names({ search: '0%' })).toEqual(['Álvaro 100%']);
    expect(await names({ search: '_' })).toEqual([]);
    expect(await names({ search: "'; drop table grades; --" })).toEqual([]);
    expect(await names({ only: 'submitted' })).toEqual(['Guest']);
    expect(await names({ only: 'missing', sort: 'email' })).toEqual(['Zoe', 'Álvaro 100%', 'bea']);
    expect(await names({ only: 'late' })).toEqual([]);
    for (const sort of ['score', 'submitted', 'attempts'] as const) {
      expect((await names({ sort, descending: true }))[0]).toBe('Guest');
    }
    expect((await names({ sort: 'score' }))[0]).toBe('Guest');
    expect((await grades.rows(HOMEWORK, { ...query, limit: 1 })).total).toBe(4);
    expect(await grades.row(HOMEWORK, guest.id)).toMatchObject({
      score: 60,
      final: 60,
      submittedAt: at(7),
      attempts: 1,
    });
    await people.setRoster(HOMEWORK, [], at(1));
    expect(await names({})).toEqual(['Guest']);
  });

  test('what a teacher hands in is a trial: it has no row, no history and nothing to grade again', async (context) => {
    const books = await open(context);
    const { grades, people, regrades } = books.store;
    const teacher = await people.add(person('Tea Cher', 'teacher'));
    await books.grade(teacher, 60);
    await books.grade(await books.student('Ana'), 70);
    const { rows, total } = await grades.rows(HOMEWORK, query);
    expect([rows.map((row) => row.person.name), total]).toEqual([['Ana'], 1]);
    expect(await grades.row(HOMEWORK, teacher.id)).toBeNull();
    expect(await grades.history(HOMEWORK, teacher.id)).toEqual([]);
    expect((await regrades.gradable(HOMEWORK)).map((one) => one.person)).toEqual([rows[0]?.person.id]);
    const byHand = grades.setOverride(HOMEWORK, teacher.id, override, { by: 'teacher', at: at(50), reason: null });
    await expect(byHand).rejects.toMatchObject({ code: 'not-found' });
  });

  test('who came to nothing by a fault is missing, and who waits is not', async (context) => {
    const books = await open(context);
    const { grades, submissions } = books.store;
    const broken = await books.begin(await books.student('Broken'));
    await submissions.finish(broken.id, failed, at(4), compute);
    await books.accept(await books.student('Waiting'));
    const names = async (only: GradeQuery['only']) =>
      (await grades.rows(HOMEWORK, { ...query, only })).rows.map((row) => row.person.name);
    expect([await names('missing'), await names('submitted')]).toEqual([['Broken'], ['Waiting']]);
  });

  test('a score set by hand stands over computed ones until it is taken away, and all of it is in the history', async (context) => {
    const books = await open(context);
    const { grades } = books.store;
    const student = await books.student();
    const change = { by: 'teacher', at: at(50), reason: 'shown in class' };
    expect(await grades.setOverride(HOMEWORK, student.id, override, change)).toMatchObject({ override, final: 90 });
    await books.grade(student, 40);
    expect(await grades.row(HOMEWORK, student.id)).toMatchObject({ score: 40, final: 90, override });
    expect((await grades.rows(HOMEWORK, { ...query, only: 'overridden' })).total).toBe(1);
    const away = await grades.setOverride(HOMEWORK, student.id, null, { ...change, at: at(51), reason: null });
    expect(away).toMatchObject({ override: null, score: 40, final: 40 });
    const history = await grades.history(HOMEWORK, student.id);
    expect(history.map(({ kind, before, after, by }) => [kind, before, after, by])).toEqual([
      ['override', null, 90, 'teacher'],
      ['graded', null, 40, null],
      ['override-removed', 90, 40, 'teacher'],
    ]);
    await grades.setOverride(HOMEWORK, student.id, null, change);
    expect(await grades.history(HOMEWORK, student.id)).toHaveLength(3);
    await expect(grades.setOverride(HOMEWORK, 'nobody', override, change)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a grade is computed from what a person handed in for this assignment alone', async (context) => {
    const books = await open(context);
    const { grades } = books.store;
    const [student, other] = [await books.student(), await books.student()];
    await books.grade(student, 30);
    const best = await books.grade(student, 70, { acceptedAt: at(1) });
    await books.grade(student, 50, { acceptedAt: at(2) });
    await books.grade(other, 100);
    expect(await grades.row(HOMEWORK, student.id)).toMatchObject({ score: 70, attempts: 3, submission: best.id });
    expect((await grades.attempts(HOMEWORK, student.id)).map(({ earned }) => earned)).toEqual([30, 70, 50]);
    expect(await grades.attempts(HOMEWORK)).toHaveLength(4);
  });

  test('judging again changes nothing until it is published, and then everything at once', async (context) => {
    const books = await open(context);
    const { grades, regrades, submissions } = books.store;
    const student = await books.student();
    const submission = await books.grade(student, 30);
    const before = await grades.row(HOMEWORK, student.id);
    const regrade = regradeOf(books, 'judge');
    const result = resultOf(submission, 55);
    const items = [{ submission: submission.id, result }];
    expect((await regrades.addJudged(regrade, items)).state).toBe('ready');
    await expect(regrades.addJudged(regradeOf(books, 'judge'), [])).rejects.toMatchObject({ code: 'conflict' });
    expect(await regrades.progress(regrade.id)).toEqual(counted(await regrades.items(regrade.id)));
    expect(await regrades.items(regrade.id)).toEqual([
      {
        ...{ submission: submission.id, person: student.id, run: null, ended: true },
        ...{ before: { earned: 30, possible: 100 }, after: { earned: 55, possible: 100 } },
      },
    ]);
    expect(await grades.row(HOMEWORK, student.id)).toEqual(before);
    const published = await Promise.all([1, 2].map(() => regrades.publish(regrade.id, 'teacher', at(70), compute)));
    expect(published.filter((one) => one !== null)).toMatchObject([{ state: 'published', endedAt: at(70) }]);
    expect(await grades.row(HOMEWORK, student.id)).toMatchObject({ score: 55, final: 55 });
    expect((await known(books.store, submission.id)).result).toBe(result.id);
    expect(await submissions.results(submission.id)).toHaveLength(2);
    expect(await grades.changesAt(HOMEWORK, at(70))).toMatchObject([
      { person: student.id, kind: 'regraded', by: 'teacher', before: 30, after: 55 },
    ]);
    expect(await regrades.gradable(HOMEWORK)).toEqual([
      { submission: submission.id, person: student.id, run: submission.id },
    ]);
    expect(await regrades.discard(regrade.id, at(71))).toBeNull();
  });

  test('running again is a proposal with slots of its own, ready when every run has ended', async (context) => {
    const books = await open(context);
    const { grades, regrades, submissions } = books.store;
    const student = await books.student();
    const [one, two] = [
      await books.grade(student, 30),
      await books.grade(student, 40, { repository: `${REPOSITORY}-2`, acceptedAt: at(1) }),
    ];
    const runs = [one, two].map(({ id }) => ({ submission: id, run: newId() }));
    const regrade = await regrades.addRuns(regradeOf(books, 'run'), runs);
    const waiting = await submissions.dispatch();
    expect(waiting.map(({ id }) => id)).toEqual(runs.map(({ run }) => run));
    expect(waiting[0]).toMatchObject({
      ...{ source: 'regrade', priority: 3, regradeOf: one.id, regrade: regrade.id },
      ...{ repository: one.repository, commit: one.commit, person: student.id },
    });
    expect(await submissions.attemptsUsed(HOMEWORK, student.id)).toBe(2);
    expect(await regrades.settle()).toEqual([]);
    expect(await regrades.progress(regrade.id)).toEqual({ of: 2, ended: 0, failed: 0 });
    expect(await regrades.publish(regrade.id, 'teacher', at(70), compute)).toBeNull();
    for (const [index, run] of waiting.entries()) {
      await submissions.finish(run.id, index ? failed : books.graded(run, 80), at(65), compute);
    }
    expect(await grades.row(HOMEWORK, student.id)).toMatchObject({ score: 40, attempts: 2 });
    expect(await grades.history(HOMEWORK, student.id)).toHaveLength(2);
    expect(await regrades.settle()).toMatchObject([{ id: regrade.id, state: 'ready' }]);
    expect(await regrades.settle()).toEqual([]);
    expect(await regrades.progress(regrade.id)).toEqual(counted(await regrades.items(regrade.id)));
    expect((await regrades.items(regrade.id)).map(({ after, ended }) => [after?.earned, ended])).toEqual([
      [80, true],
      [undefined, true],
    ]);
    await regrades.publish(regrade.id, 'teacher', at(70), compute);
    expect(await grades.row(HOMEWORK, student.id)).toMatchObject({ score: 80, attempts: 2, submission: one.id });
    expect(await regrades.gradable(HOMEWORK, student.id)).toEqual([
      { submission: one.id, person: student.id, run: waiting[0]?.id },
      { submission: two.id, person: student.id, run: two.id },
    ]);
    expect(await submissions.results(one.id)).toHaveLength(2);
  });

  test('a regrade that is discarded leaves the grades and cancels what still waits or runs', async (context) => {
    const books = await open(context);
    const { grades, regrades, submissions } = books.store;
    const student = await books.student();
    const submission = await books.grade(student, 30);
    const run = newId();
    const regrade = await regrades.addRuns(regradeOf(books, 'run'), [{ submission: submission.id, run }]);
    await submissions.dispatch();
    expect(await regrades.discard(regrade.id, at(70))).toMatchObject({
      regrade: { state: 'discarded' },
      cancelled: [run],
    });
    expect(await regrades.discard(regrade.id, at(71))).toBeNull();
    expect((await submissions.dispatched()).map(({ id }) => id)).toEqual([run]);
    expect(await grades.row(HOMEWORK, student.id)).toMatchObject({ score: 30 });
    expect(await regrades.get(regrade.id)).toMatchObject({ state: 'discarded', endedAt: at(70) });
    expect((await regrades.addJudged(regradeOf(books, 'judge'), [])).state).toBe('ready');
    expect(await regrades.list(HOMEWORK)).toHaveLength(2);
  });
});

function counted(items: readonly RegradeItem[]) {
  const ended = items.filter((one) => one.ended);
  return { of: items.length, ended: ended.length, failed: ended.filter(({ after }) => after === null).length };
}
