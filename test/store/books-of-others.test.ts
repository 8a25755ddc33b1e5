import { expect, test } from 'vitest';
import { newId } from '../../src/core/job.ts';
import type { RunEvent } from '../../src/core/run.ts';
import { at, compute, failed, HOMEWORK, known, overBoth, REPOSITORY } from './books.ts';

const commit = 'c'.repeat(40);
const told = (count: number): RunEvent[] =>
  Array.from({ length: count }, (_, index) => ({ type: 'stage-started', stage: 'build', at: at(index) }));

overBoth((open) => {
  test('a new version becomes current, an old one comes back with its number, and the same one changes nothing', async (context) => {
    const books = await open(context);
    const { assignments } = books.store;
    const publish = (digest: string) =>
      assignments.publish({
        assignment: { ...books.version, digest },
        source: digest,
        publishedAt: at(1),
        publishedBy: 't',
      });
    const { digest } = books.version;
    const all = await Promise.all([publish('sha256:2'), publish('sha256:2')]);
    expect(all.map(({ changed }) => changed).sort()).toEqual([false, true]);
    expect(await publish(digest)).toMatchObject({ changed: true, version: { number: 1 } });
    expect((await assignments.current(HOMEWORK))?.assignment).toEqual(books.version);
    expect((await assignments.versions(HOMEWORK)).map(({ number }) => number)).toEqual([2, 1]);
    expect((await assignments.version(HOMEWORK, 'sha256:2'))?.source).toBe('sha256:2');
    expect((await assignments.list()).map(({ number }) => number)).toEqual([1]);
    expect(await assignments.current('other')).toBeNull();
  });

  test('what a try tells is kept once and in its order, whoever tells it and how often', async (context) => {
    const books = await open(context);
    const { events } = books.store;
    const other = await books.another();
    const { id } = await books.begin(await books.student());
    expect(await events.addRunEvents(id, 'first', told(2))).toBe(2);
    const added = await Promise.all(
      [3, 5, 4, 5].map((count, index) =>
        (index % 2 ? other : books.store).events.addRunEvents(id, 'first', told(count)),
      ),
    );
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(await events.addRunEvents(id, 'second', told(1))).toBe(1);
    expect(await events.addRunEvents('unknown', 'first', told(1))).toBe(0);
    const all = await events.after(id, 0, 100);
    expect(all.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const again = expect.objectContaining({ type: 'state', state: 'running', try: 2 });
    expect(all.slice(2).map(({ event }) => event)).toEqual([...told(5), again, ...told(1)]);
    expect(await events.after(id, 3, 2)).toEqual(all.slice(3, 5));
  });

  test('a try that speaks after another one counts as the next, once, and begins when it says so', async (context) => {
    const books = await open(context);
    const { events, submissions } = books.store;
    const { id, startedAt } = await books.begin(await books.student());
    const begun = (moment: number): RunEvent => ({ type: 'stage-started', stage: 'fetch', at: at(moment) });
    await events.addRunEvents(id, 'first', [begun(5)]);
    expect(await known(books.store, id)).toMatchObject({ tries: 1, startedAt });
    await events.addRunEvents(id, 'second', [begun(6)]);
    expect(await known(books.store, id)).toMatchObject({ state: 'running', tries: 2, startedAt: at(6) });
    // Told by a process that is late, and by one that is not.
    await events.addRunEvents(id, 'first', [begun(5), begun(5)]);
    await events.addRunEvents(id, 'second', [begun(6), begun(6)]);
    expect(await known(books.store, id)).toMatchObject({ tries: 2, startedAt: at(6) });
    await submissions.putBack(id);
    await submissions.markRunning(id, at(7));
    await events.addRunEvents(id, 'third', [begun(8)]);
    expect(await known(books.store, id)).toMatchObject({ tries: 3, startedAt: at(7) });
    const before = new Date().toISOString();
    await events.addRunEvents(id, 'fourth', [{ type: 'stage-started', stage: 'fetch', at: 'never' }]);
    expect((await known(books.store, id)).startedAt?.localeCompare(before)).toBeGreaterThanOrEqual(0);
    const states = (await events.after(id, 0, 100)).flatMap(({ event }) => (event.type === 'state' ? event : []));
    expect(states.map((event) => [event.state, event.try])).toEqual([
      ['waiting', 0],
      ['running', 1],
      ['running', 2],
      ['waiting', 2],
      ['running', 3],
      ['running', 4],
    ]);
  });

  test('a newer remark takes the place of the one before, behind everything that was seen', async (context) => {
    const books = await open(context);
    const { events } = books.store;
    const { id } = await books.begin(await books.student());
    const log = (...lines: string[]): RunEvent => ({ type: 'stage-log', stage: 'build', lines });
    const [begun] = told(1);
    if (!begun) throw new Error('one was told');
    expect(await events.addRunEvents(id, 'run', [begun, log('one')])).toBe(2);
    const before = await events.after(id, 0, 100);
    for (let line = 0; line < 50; line += 1) await events.addRunEvents(id, 'run', [begun, log(`line ${line}`)]);
    expect(await events.addRunEvents(id, 'run', [begun, log('line 49')])).toBe(0);
    // Told by somebody who is late.
    const ended = [begun, log(), begun];
    expect(await events.addRunEvents(id, 'run', ended)).toBe(2);
    expect(await events.addRunEvents(id, 'run', [begun, log('line 3')])).toBe(0);
    const all = await events.after(id, 0, 100);
    expect(all).toHaveLength(before.length + 1);
    expect(all.slice(-3).map(({ event }) => event)).toEqual([begun, log(), begun]);
    expect(await events.after(id, before.at(-1)?.seq ?? 0, 100)).toEqual(all.slice(-2));
  });

  test('GitHub hears the newest of each submission, once, from one process', async (context) => {
    const books = await open(context);
    const { github, submissions } = books.store;
    const other = await books.another();
    const submission = await books.begin(await books.student(), { commit, source: 'push' });
    const due = (await Promise.all([github.dueStatuses(at(0), 5), other.github.dueStatuses(at(0), 5)])).flat();
    expect(due).toMatchObject([
      { submission: submission.id, repository: REPOSITORY, commit, state: 'pending', tries: 0 },
    ]);
    await submissions.finish(submission.id, books.graded(submission, 70), at(5), compute);
    expect(await github.dueStatuses(at(6), 5)).toEqual([]);
    await github.statusSent(due[0]?.id ?? '');
    const later = new Date().toISOString();
    const [status, ...more] = await github.dueStatuses(later, 5);
    expect(more).toEqual([]);
    expect(status).toMatchObject({ state: 'success', earned: 70, possible: 100 });
    const next = new Date(Date.parse(later) + 300_000).toISOString();
    await github.statusFailed(status?.id ?? '', next, 'GitHub is away');
    expect(await github.dueStatuses(later, 5)).toEqual([]);
    expect(await github.dueStatuses(next, 5)).toMatchObject([{ id: status?.id, tries: 1 }]);
    await github.statusFailed(status?.id ?? '', null, 'given up');
    expect(await github.dueStatuses('2999-01-01T00:00:00.000Z', 5)).toEqual([]);
  });

  test('a status whose sender was lost is due again after a minute', async (context) => {
    const books = await open(context);
    const { github } = books.store;
    await books.accept(await books.student(), { commit, source: 'push' });
    expect(await github.dueStatuses(at(0), 5)).toHaveLength(1);
    expect(await github.dueStatuses(at(59), 5)).toEqual([]);
    expect(await github.dueStatuses(at(60), 5)).toHaveLength(1);
  });

  test('GitHub hears of every end with a commit of a repository, and of no folder', async (context) => {
    const books = await open(context);
    const { github, submissions } = books.store;
    const later = at(3600);
    const begin = async (more: object) => books.begin(await books.student(), more);
    const [handedIn, cancelled, broken, folder] = [
      await begin({}),
      await begin({ repository: 'https://github.com/second/homework', commit }),
      await begin({ repository: 'https://github.com/third/homework', commit }),
      await begin({ repository: '/opt/example', commit }),
    ];
    const refused = { ...books.graded(handedIn, 0), outcome: 'refused' as const };
    await submissions.finish(handedIn.id, refused, at(1), compute);
    await submissions.cancel(cancelled.id, 'asked', at(1));
    await submissions.finish(broken.id, failed, at(1), compute);
    await submissions.finish(folder.id, books.graded(folder, 100), at(1), compute);
    const all = await github.dueStatuses(later, 10);
    expect(new Map(all.map(({ submission, state }) => [submission, state]))).toEqual(
      new Map([
        [handedIn.id, 'failure'],
        [cancelled.id, 'error'],
        [broken.id, 'error'],
      ]),
    );
    expect(all.find(({ submission }) => submission === handedIn.id)?.commit).toBe(
      (await known(books.store, handedIn.id)).commit,
    );
  });

  test('GitHub hears of a repository from the student whose it is, not from another who hands it in', async (context) => {
    const books = await open(context);
    const { github, people, submissions } = books.store;
    const heard = async () => {
      const due = await github.dueStatuses(at(0), 9);
      for (const { id } of due) await github.statusSent(id);
      return due.map(({ submission, state }) => ({ submission, state }));
    };
    const [ana, bob] = [await books.student('ana'), await books.student('bob')];
    const teacher = await people.add({ ...ana, id: newId(), role: 'teacher', email: 'teacher@example.com' });
    const repository = 'https://github.com/school/homework';
    const tried = await books.accept(teacher, { repository, commit });
    expect(await heard()).toEqual([{ submission: tried.id, state: 'pending' }]);
    const hers = await books.accept(ana, { repository, commit });
    const his = await books.accept(bob, { repository: repository.toUpperCase().replace('HTTPS', 'https'), commit });
    await submissions.cancel(his.id, 'asked', at(0));
    await submissions.cancel(tried.id, 'asked', at(0));
    expect(await heard()).toEqual([{ submission: hers.id, state: 'pending' }]);
    expect(await submissions.sharers(hers)).toEqual([{ id: bob.id, name: 'bob' }]);
    expect(await submissions.sharers(tried)).toMatchObject([{ name: 'ana' }, { name: 'bob' }]);

    await people.setRoster(
      HOMEWORK,
      [ana, bob].map(({ name, email }) => ({ name, email, github: name })),
      at(0),
    );
    const bobs = 'https://github.com/Bob/homework';
    await books.accept(ana, { repository: bobs, commit });
    await heard();
    const own = await books.accept(bob, { repository: bobs, commit });
    await books.accept(ana, { repository: bobs, commit });
    expect(await heard()).toEqual([{ submission: own.id, state: 'pending' }]);
  });

  test('a push concerns who has this repository as their latest attempt', async (context) => {
    const books = await open(context);
    const { github, submissions } = books.store;
    const [ana, ben, cy] = [await books.student(), await books.student(), await books.student()];
    const latest = await books.grade(ana, 10, { ref: 'main' });
    await books.grade(ben, 10);
    await books.accept(ben, { repository: `${REPOSITORY}-2`, acceptedAt: at(1) });
    const taken = await books.accept(cy);
    await submissions.cancel(taken.id, 'asked', at(1));
    const enrolment = {
      person: ana.id,
      assignment: HOMEWORK,
      repository: REPOSITORY,
      ref: 'main',
      submission: latest.id,
    };
    expect(await github.enrolments(REPOSITORY.toUpperCase())).toEqual([enrolment]);
    expect(await github.enrolments('https://github.com/nobody/nothing')).toEqual([]);
  });

  test('deliveries, repositories and pushes are known again', async (context) => {
    const { github } = (await open(context)).store;
    const added = await Promise.all([1, 2, 3].map(() => github.addDelivery('delivery', at(5))));
    expect(added.filter(Boolean)).toHaveLength(1);
    expect(await github.hasDelivery('delivery')).toBe(true);
    expect(await github.forgetDeliveries(at(5))).toBe(0);
    expect(await github.forgetDeliveries(at(6))).toBe(1);
    expect(await github.hasDelivery('delivery')).toBe(false);
    expect(await github.confirmRepository(REPOSITORY, 3_000_000_000)).toBe(true);
    expect(await github.confirmRepository(REPOSITORY.toUpperCase(), 3_000_000_000)).toBe(true);
    expect(await github.confirmRepository(REPOSITORY, 2)).toBe(false);
    const push = (pushedAt: string, ref = 'refs/heads/main') => github.confirmPush(REPOSITORY, ref, pushedAt);
    expect(await push(at(5))).toBe(true);
    expect(await push('2026-03-02T09:00:05+01:00')).toBe(true);
    expect(await push(at(4))).toBe(false);
    expect(await push(at(4), 'refs/heads/other')).toBe(true);
    expect(await push(at(6))).toBe(true);
  });
});
