import { expect, test } from 'vitest';
import { at, compute, failed, HOMEWORK, known, overBoth, REPOSITORY } from './books.ts';

overBoth((open) => {
  test('a person has one slot at a time, and who goes first gets it first', async (context) => {
    const books = await open(context);
    const { submissions } = books.store;
    const [ana, ben] = [await books.student('Ana'), await books.student('Ben')];
    const late = await books.accept(ana, { acceptedAt: at(9) });
    const second = await books.accept(ana, { acceptedAt: at(1), repository: `${REPOSITORY}-2` });
    const early = await books.accept(ben, { acceptedAt: at(2) });
    expect((await submissions.dispatch()).map(({ id }) => id)).toEqual([early.id, late.id]);
    expect(await submissions.dispatch()).toEqual([]);
    expect((await submissions.dispatched()).map(({ id }) => id)).toEqual([early.id, late.id]);
    expect(await submissions.ahead(second.id)).toBe(2);
    expect(await submissions.ahead(early.id)).toBe(0);
    expect(await submissions.markRunning(second.id, at(10))).toBe(false);
    await submissions.finish(late.id, books.graded(late, 50), at(11), compute);
    expect((await submissions.dispatch()).map(({ id }) => id)).toEqual([second.id]);
    expect(await submissions.ahead(late.id)).toBeNull();
  });

  test('two processes that dispatch at once give each slot once', async (context) => {
    const books = await open(context);
    const other = await books.another();
    const students = await Promise.all(Array.from({ length: 20 }, () => books.student()));
    for (const student of students) {
      for (const number of [1, 2, 3]) await books.accept(student, { repository: `${REPOSITORY}-${number}` });
    }
    const given = await Promise.all(
      Array.from({ length: 6 }, (_, index) => (index % 2 ? other : books.store).submissions.dispatch()),
    );
    expect(
      given
        .flat()
        .map(({ person }) => person)
        .sort(),
    ).toEqual(students.map(({ id }) => id).sort());
  });

  test('a try is counted once, and what is put back waits with its slot', async (context) => {
    const books = await open(context);
    const { submissions, events } = books.store;
    const { id } = await books.accept(await books.student());
    expect(await submissions.putBack(id)).toBe(false);
    await submissions.dispatch();
    const told = await Promise.all([submissions.markRunning(id, at(1)), submissions.markRunning(id, at(2))]);
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(await submissions.putBack(id)).toBe(true);
    expect(await known(books.store, id)).toMatchObject({ state: 'waiting', tries: 1, startedAt: null });
    expect((await submissions.dispatched()).map((one) => one.id)).toEqual([id]);
    expect(await submissions.markRunning(id, at(3))).toBe(true);
    const states = (await events.after(id, 0, 10)).map(({ seq, event }) => [seq, 'state' in event && event.state]);
    expect(states).toEqual([
      [1, 'waiting'],
      [2, 'running'],
      [3, 'waiting'],
      [4, 'running'],
    ]);
  });

  test('finishing is done once, by whoever comes first', async (context) => {
    const books = await open(context);
    const other = await books.another();
    const student = await books.student();
    const submission = await books.begin(student);
    const { id } = submission;
    const ends = await Promise.all(
      [10, 20, 30, 40].map((earned, index) =>
        (index % 2 ? other : books.store).submissions.finish(id, books.graded(submission, earned), at(5), compute),
      ),
    );
    expect(ends.filter(Boolean)).toHaveLength(1);
    const [result, ...more] = await books.store.submissions.results(id);
    expect(more).toEqual([]);
    expect(await known(books.store, id)).toMatchObject({ state: 'finished', outcome: 'graded', result: result?.id });
    expect(await books.store.grades.history(HOMEWORK, student.id)).toMatchObject([
      { kind: 'graded', by: null, before: null, after: result?.earned, submission: id },
    ]);
    expect(await books.store.submissions.dispatched()).toEqual([]);
    expect(await books.store.submissions.finish(id, failed, at(6), compute)).toBe(false);
    expect(await books.store.submissions.cancel(id, 'asked', at(6))).toBeNull();
    expect(await books.store.submissions.putBack(id)).toBe(false);
  });

  test('of a cancelling and a finishing at once exactly one wins', async (context) => {
    const books = await open(context);
    const other = await books.another();
    for (let round = 0; round < 10; round++) {
      const submission = await books.begin(await books.student());
      const finish = () => books.store.submissions.finish(submission.id, books.graded(submission, 80), at(5), compute);
      const cancel = () => other.submissions.cancel(submission.id, 'asked', at(5));
      const [first, second] = await Promise.all(round % 2 ? [finish(), cancel()] : [cancel(), finish()]);
      const won = [first, second].filter(Boolean);
      expect(won).toHaveLength(1);
      const { state, result } = await known(books.store, submission.id);
      expect(state).toBe(won[0] === true ? 'finished' : 'cancelled');
      expect(result === null).toBe(state === 'cancelled');
      await books.store.submissions.releaseSlot(submission.id);
    }
  });

  test('what is cancelled keeps its slot until the queue has let go of it', async (context) => {
    const books = await open(context);
    const { submissions } = books.store;
    const student = await books.student();
    const running = await books.begin(student);
    const next = await books.accept(student);
    expect(await submissions.cancel(running.id, 'asked', at(2))).toMatchObject({ state: 'cancelled', endedAt: at(2) });
    expect(await submissions.dispatch()).toEqual([]);
    expect((await submissions.dispatched()).map(({ id }) => id)).toEqual([running.id]);
    await submissions.releaseSlot(running.id);
    expect((await submissions.dispatch()).map(({ id }) => id)).toEqual([next.id]);
  });

  test('the facts of a run come back as they were stored, and a fault of ours has none', async (context) => {
    const books = await open(context);
    const { submissions } = books.store;
    const submission = await books.begin(await books.student());
    const ending = books.graded(submission, 70);
    await submissions.finish(submission.id, ending, at(3), compute);
    expect(await submissions.run(submission.id)).toEqual(ending.run);
    expect(await submissions.result(ending.result.id)).toEqual(ending.result);
    expect((await known(books.store, submission.id)).commit).toBe(ending.run.submission.commit);
    const broken = await books.begin(await books.student());
    await submissions.finish(broken.id, failed, at(4), compute);
    expect(await submissions.recentSeconds(HOMEWORK, 5)).toEqual([3]);
    expect(await submissions.run(broken.id)).toBeNull();
    expect(await known(books.store, broken.id)).toMatchObject({
      outcome: 'error',
      tries: 3,
      fault: { code: 'engine-unreachable' },
    });
    expect(await submissions.counts()).toMatchObject({ outcomes: { graded: 1, refused: 0, error: 1 } });
  });
});
