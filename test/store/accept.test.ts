import { expect, test } from 'vitest';
import type { Accepted } from '../../src/store/contract/submissions.ts';
import { at, failed, HOMEWORK, known, overBoth, REPOSITORY } from './books.ts';

const ids = (all: Accepted[]) => new Set(all.flatMap((one) => ('submission' in one ? [one.submission.id] : [])));
const another = (number: number) => ({ repository: `${REPOSITORY}-${number}` });
const ten = Array.from({ length: 10 }, (_, index) => index);

overBoth((open) => {
  test('ten requests at once with one key are one submission', async (context) => {
    const books = await open(context);
    const student = await books.student();
    const all = await Promise.all(
      ten.map((number) => books.tryAccept(student, another(number), { idempotencyKey: 'key' })),
    );
    expect(ids(all).size).toBe(1);
    expect(all.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
    expect(await books.store.submissions.list({ limit: 20 })).toHaveLength(1);
  });

  test('ten requests at once in two processes never spend more attempts than there are', async (context) => {
    const books = await open(context);
    const other = await books.another();
    const student = await books.student();
    const options = { limit: 3, idempotencyKey: null, requestDigest: 'request' };
    const all = await Promise.all(
      ten.map((number) =>
        (number % 2 ? other : books.store).submissions.accept(books.draft(student, another(number)), options),
      ),
    );
    expect(all.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(3);
    expect(all.filter(({ outcome }) => outcome === 'no-attempts-left')).toHaveLength(7);
    expect(await other.submissions.attemptsUsed(HOMEWORK, student.id)).toBe(3);
  });

  test('a key belongs to one person and one request', async (context) => {
    const books = await open(context);
    const [one, two] = [await books.student(), await books.student()];
    const first = await books.tryAccept(one, {}, { idempotencyKey: 'key' });
    const again = await books.tryAccept(one, {}, { idempotencyKey: 'key' });
    expect(again).toEqual({ outcome: 'repeated', submission: 'submission' in first && first.submission });
    await expect(books.tryAccept(one, {}, { idempotencyKey: 'key', requestDigest: 'other' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await books.tryAccept(two, {}, { idempotencyKey: 'key' })).outcome).toBe('accepted');
  });

  test('a repeated request is answered with what it came to, also when no attempt is left', async (context) => {
    const books = await open(context);
    const student = await books.student();
    const first = await books.tryAccept(student, {}, { idempotencyKey: 'key', limit: 1 });
    const again = await books.tryAccept(student, {}, { idempotencyKey: 'key', limit: 0 });
    expect(first.outcome).toBe('accepted');
    expect(again.outcome).toBe('repeated');
  });

  test('a newer submission takes the place of the one that waits for the same repository, and of no other', async (context) => {
    const books = await open(context);
    const [student, other] = [await books.student(), await books.student()];
    const elsewhere = await books.accept(student, another(1));
    const others = await books.accept(other);
    const old = await books.accept(student);
    const accepted = await books.tryAccept(
      student,
      { repository: REPOSITORY.replace('student', 'Student') },
      { limit: 2 },
    );
    expect(accepted).toMatchObject({ outcome: 'accepted', replaced: old.id });
    const [replacing] = ids([accepted]);
    expect(await known(books.store, old.id)).toMatchObject({
      state: 'cancelled',
      cancelReason: 'replaced',
      replacedBy: replacing,
    });
    for (const { id } of [elsewhere, others]) expect((await known(books.store, id)).state).toBe('waiting');
  });

  test('what runs is not replaced, and nothing is replaced when no attempt is left', async (context) => {
    const books = await open(context);
    const student = await books.student();
    const running = await books.begin(student);
    expect(await books.tryAccept(student)).toMatchObject({ outcome: 'accepted', replaced: null });
    expect(await books.tryAccept(student, {}, { limit: 1 })).toEqual({ outcome: 'no-attempts-left', used: 1 });
    expect(await books.store.submissions.counts()).toMatchObject({ running: 1, waiting: 1, cancelled: 0 });
    expect((await known(books.store, running.id)).state).toBe('running');
  });

  test('attempts are those that were graded or refused and those under way: nothing cancelled, no fault of ours', async (context) => {
    const books = await open(context);
    const { store } = books;
    const student = await books.student();
    const used = () => store.submissions.attemptsUsed(HOMEWORK, student.id);
    const broken = await books.begin(student);
    expect(await used()).toBe(1);
    await store.submissions.finish(broken.id, failed, at(1), () => expect.unreachable());
    expect(await used()).toBe(0);
    const taken = await books.accept(student);
    await store.submissions.cancel(taken.id, 'asked', at(2));
    expect(await used()).toBe(0);
    expect((await books.accept(student, another(1))).priority).toBe(1);
    expect((await books.accept(student, another(2))).priority).toBe(2);
    expect(await used()).toBe(2);
  });

  test('submissions are listed newest first, page by page, also those of the same moment', async (context) => {
    const books = await open(context);
    const student = await books.student();
    const accepted = [];
    for (const number of ten) accepted.push((await books.accept(student, another(number))).id);
    await books.accept(await books.student(), { acceptedAt: at(1) });
    const pages = [];
    let after = {};
    for (let page = 0; page < 4; page++) {
      const found = await books.store.submissions.list({
        person: student.id,
        assignment: HOMEWORK,
        limit: 3,
        ...after,
      });
      pages.push(...found.map(({ id }) => id));
      after = { after: found.at(-1)?.id };
    }
    expect(pages).toEqual(accepted.reverse());
    expect(await books.store.submissions.list({ state: 'running', limit: 3 })).toEqual([]);
  });
});
