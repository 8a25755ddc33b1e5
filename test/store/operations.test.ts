import { expect, test } from 'vitest';
import { at, compute, failed, HOMEWORK, overBoth, REPOSITORY } from './books.ts';

overBoth((open) => {
  test('those that wait are told in the order in which they go, and counted by assignment', async (context) => {
    const books = await open(context);
    const { operations } = books.store;
    const [ana, ben] = [await books.student('Ana'), await books.student('Ben')];
    const late = await books.accept(ana, { acceptedAt: at(9) });
    const second = await books.accept(ana, { acceptedAt: at(1), repository: `${REPOSITORY}-2` });
    const early = await books.accept(ben, { acceptedAt: at(2) });
    expect((await operations.waiting(10)).map(({ id }) => id)).toEqual([early.id, late.id, second.id]);
    expect((await operations.waiting(1)).map(({ id }) => id)).toEqual([early.id]);
    expect(await operations.backlog()).toEqual([{ assignment: HOMEWORK, waiting: 3 }]);
  });

  test('faults are told page by page, the newest first, with what came after them', async (context) => {
    const books = await open(context);
    const { submissions, operations } = books.store;
    const ids: string[] = [];
    for (const second of [1, 2, 3]) {
      const { id } = await books.begin(await books.student(), { acceptedAt: at(second) });
      await submissions.finish(id, failed, at(10 + second), compute);
      ids.unshift(id);
    }
    const ana = await books.student('Ana');
    const first = await books.begin(ana, { acceptedAt: at(4) });
    await submissions.finish(first.id, failed, at(20), compute);
    const elsewhere = await books.accept(ana, { acceptedAt: at(5), repository: `${REPOSITORY}-2` });
    const ofAna = async () => (await operations.failures({ id: first.id, limit: 1 }))[0]?.again;
    expect(await ofAna()).toBeNull();
    const again = await books.accept(ana, { acceptedAt: at(6) });
    expect(await ofAna()).toBe(again.id);
    await submissions.cancel(again.id, 'asked', at(7));
    expect(await ofAna()).toBeNull();
    await submissions.cancel(elsewhere.id, 'asked', at(7));

    const told = async (filter: { since?: string; after?: string; limit: number }) =>
      (await operations.failures(filter)).map(({ submission }) => submission.id);
    expect(await told({ limit: 2 })).toEqual([first.id, ids[0]]);
    expect(await told({ limit: 2, after: ids[0] ?? '' })).toEqual([ids[1], ids[2]]);
    expect(await told({ limit: 9, since: at(13) })).toEqual([first.id, ids[0]]);
    expect(await told({ limit: 9, after: 'x'.repeat(26) })).toEqual([]);
    expect(await operations.failures({ id: again.id, limit: 1 })).toEqual([]);
  });

  test('how long stages took is told of those that came to a report', async (context) => {
    const books = await open(context);
    const { submissions, operations, events } = books.store;
    const ran = (seconds: number) =>
      ({ type: 'stage-ended', stage: 'build', outcome: 'ran', seconds, detail: { en: '', es: '' } }) as const;
    const good = await books.begin(await books.student());
    const skipped = { ...ran(0), stage: 'start', outcome: 'skipped' } as const;
    await events.addRunEvents(good.id, 'run', [{ type: 'stage-started', stage: 'build', at: at(1) }, ran(7), skipped]);
    await submissions.finish(good.id, books.graded(good, 50), at(9), compute);
    const bad = await books.begin(await books.student());
    await events.addRunEvents(bad.id, 'run', [ran(99)]);
    await submissions.finish(bad.id, failed, at(9), compute);
    expect(await operations.stageSeconds(HOMEWORK, 9)).toEqual([{ stage: 'build', seconds: 7 }]);
    expect(await operations.stageSeconds('other', 9)).toEqual([]);
    expect(await operations.size()).toBeGreaterThan(10_000);
  });

  test('the newest that tells something is of the same person and repository, and nothing cancelled or tried out', async (context) => {
    const books = await open(context);
    const { submissions } = books.store;
    const [ana, bob] = [await books.student('ana'), await books.student('bob')];
    const told = async () => (await submissions.newestTold(first))?.id ?? null;
    const first = await books.accept(ana, { acceptedAt: at(0) });
    expect(await told()).toBe(first.id);
    await submissions.cancel(first.id, 'asked', at(1));
    expect(await told()).toBeNull();
    const graded = await books.grade(ana, 70, {
      acceptedAt: at(2),
      repository: first.repository.toUpperCase().replace('HTTPS', 'https'),
    });
    await books.grade(bob, 80, { acceptedAt: at(3) });
    await books.grade(ana, 90, { acceptedAt: at(4), repository: `${first.repository}-2` });
    await books.grade(ana, 10, { acceptedAt: at(5), source: 'dry-run' });
    const ended = await books.begin(ana, { acceptedAt: at(7) });
    await submissions.finish(ended.id, failed, at(8), compute);
    const cancelled = await books.accept(ana, { acceptedAt: at(9) });
    await submissions.cancel(cancelled.id, 'asked', at(10));
    expect(await told()).toBe(graded.id);
    const running = await books.begin(ana, { acceptedAt: at(11), source: 'push' });
    expect(await told()).toBe(running.id);
  });
});
