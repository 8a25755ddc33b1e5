import { describe, test } from 'vitest';
import { atOnce } from '../../support/runs.ts';
import { endOf, openService } from '../../support/service.ts';

describe('two keepers on one store', { concurrent: true }, () => {
  test('bring every submission into the books once', async ({ expect, ...context }) => {
    const t = await openService(context, { students: 10 });
    const other = await t.another();
    const told: string[] = [];
    for (const { service } of [t, other]) {
      service.keeper.onFinished(({ submission }) => told.push(submission));
      service.keeper.start();
    }
    t.worker(atOnce, 4);
    const handedIn = await Promise.all(
      t.students.flatMap((student, index) =>
        ['a', 'b'].map((name) =>
          (index % 2 === 0 ? t : other).service.submissions.submit(
            student,
            { assignment: 'homework', repository: `https://github.com/student/${name}` },
            null,
          ),
        ),
      ),
    );
    for (const { view } of handedIn) expect(await endOf(t, view.id)).toMatchObject({ outcome: 'graded', tries: 1 });
    await Promise.all([t.service.keeper.reconcile(), other.service.keeper.reconcile()]);
    for (const { view } of handedIn) {
      expect(await t.store.submissions.results(view.id)).toHaveLength(1);
      const states = (await t.store.events.after(view.id, 0, 100))
        .map(({ event }) => event)
        .filter(({ type }) => type === 'state');
      expect(states).toMatchObject([{ state: 'waiting' }, { state: 'running', try: 1 }, { state: 'finished' }]);
    }
    expect(told.sort()).toEqual(handedIn.map(({ view }) => view.id).sort());
    expect([...t.lines, ...other.lines].filter(({ level }) => level === 'error')).toEqual([]);
    expect(await t.queue.counts()).toEqual({ waiting: 0, running: 0, delayed: 0, ended: 0 });
  });
});
