import { describe, test } from 'vitest';
import type { StoredEvent } from '../../../src/store/contract/events.ts';
import type { Person } from '../../../src/store/contract/people.ts';
import { atOnce, gate } from '../../support/runs.ts';
import { endOf, type Opened, openService } from '../../support/service.ts';

const request = (name = 'homework') => ({ assignment: 'homework', repository: `https://github.com/student/${name}` });

describe('watch', { concurrent: true }, () => {
  test('tells everything in order, and ends with the submission', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [student] = t.students;
    t.service.keeper.start();
    const { view } = await t.service.submissions.submit(student, request(), null);
    const watching = watch(t, student, view.id);
    t.worker(atOnce);
    expect(words(await watching.all)).toEqual([
      'waiting',
      'running',
      'stage-started fetch',
      'stage-ended fetch',
      'finished',
    ]);
  });

  test('goes on after the event that was seen last, without a gap or a double', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [student] = t.students;
    const held = gate();
    t.service.keeper.start();
    t.worker(held.work);
    const { view } = await t.service.submissions.submit(student, request(), null);
    const first = watch(t, student, view.id);
    await expect.poll(() => words(first.seen)).toContain('stage-started build');
    first.leave.abort();
    const before = await first.all;
    const second = watch(t, student, view.id, before.at(-1)?.seq);
    held.open();
    const after = await second.all;
    expect([...before, ...after]).toEqual(await t.store.events.after(view.id, 0, 100));
    expect(words(after)).toEqual(['stage-started fetch', 'stage-ended fetch', 'finished']);
  });

  test('tells everything once also while Redis is lost', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [student] = t.students;
    const held = gate();
    t.service.keeper.start();
    t.worker(held.work);
    const { view } = await t.service.submissions.submit(student, request(), null);
    const watching = watch(t, student, view.id);
    await expect.poll(() => words(watching.seen)).toContain('stage-started build');
    await t.redis.kill();
    held.open();
    await t.redis.restart({ withFile: false });
    await endOf(t, view.id);
    expect(await watching.all).toEqual(await t.store.events.after(view.id, 0, 100));
    expect(words(watching.seen).at(-1)).toBe('finished');
  });

  test('hears of a cancelled one while Redis is away', async ({ expect, ...context }) => {
    const t = await openService(context);
    const other = t.another();
    const [student] = t.students;
    const { view } = await t.service.submissions.submit(student, request(), null);
    await t.redis.kill();
    const watching = watch(other, student, view.id);
    await expect.poll(() => words(watching.seen)).toEqual(['waiting']);
    await t.service.submissions.cancel(student, view.id);
    expect(words(await watching.all)).toEqual(['waiting', 'cancelled']);
  });

  test('many who watch the same are told the same, and leave nothing behind', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [student] = t.students;
    t.service.keeper.start();
    const { view } = await t.service.submissions.submit(student, request(), null);
    const many = Array.from({ length: 50 }, () => watch(t, student, view.id));
    t.worker(atOnce);
    const told = await Promise.all(many.map(({ all }) => all));
    expect(new Set(told.map((events) => JSON.stringify(events))).size).toBe(1);
  });

  test('of one that has ended, tells what happened and ends; after the last event nothing', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    const [student] = t.students;
    const { view } = await t.service.submissions.submit(student, request(), null);
    await t.service.submissions.cancel(student, view.id);
    const events = await watch(t, student, view.id).all;
    expect(words(events)).toEqual(['waiting', 'cancelled']);
    expect(await watch(t, student, view.id, events.at(-1)?.seq).all).toEqual([]);
  });

  test('what belongs to somebody else is not there', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [one, two] = t.students;
    const { view } = await t.service.submissions.submit(one, request(), null);
    await expect(watch(t, two, view.id).all).rejects.toMatchObject({ code: 'not-found' });
  });
});

function watch({ service }: Opened, viewer: Person, id: string, seq = 0) {
  const leave = new AbortController();
  const seen: StoredEvent[] = [];
  const gather = async () => {
    for await (const event of await service.submissions.watch(viewer, id, seq, leave.signal)) seen.push(event);
    return seen;
  };
  return { leave, seen, all: gather() };
}

function words(events: readonly StoredEvent[]): string[] {
  return events.map(({ event }) => (event.type === 'state' ? event.state : `${event.type} ${event.stage}`));
}
