import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { ROOT } from '../../support/places.ts';
import { atOnce } from '../../support/runs.ts';
import { endOf, openService } from '../../support/service.ts';

const CHILD = join(ROOT, 'test', 'support', 'accepting-child.ts');
const KEEPER = join(ROOT, 'test', 'support', 'keeper-child.ts');

describe('a process that is killed', { concurrent: true }, () => {
  test('between accepting and queueing has lost nothing: the next one brings it to its end', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    const [student] = t.students;
    const child = spawn(process.execPath, [CHILD, JSON.stringify(t.address), t.redis.url, student.id], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = await once(child.stdout, 'data');
    const id = String(said).trim();
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(await t.queue.states([id])).toEqual(new Map([[id, 'unknown']]));
    expect(await t.store.submissions.get(id)).toMatchObject({ state: 'waiting', person: student.id });
    t.service.keeper.start();
    t.worker(atOnce);
    expect(await endOf(t, id)).toMatchObject({ outcome: 'graded' });
  });

  test('after it gave a slot and before it queued has lost nothing either', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [student] = t.students;
    await t.redis.kill();
    const { view } = await t.service.submissions.submit(
      student,
      { assignment: 'homework', repository: 'https://github.com/s/h' },
      null,
    );
    await expect.poll(() => t.store.submissions.dispatched()).toHaveLength(1);
    await t.service.keeper.close();
    await t.redis.restart({ withFile: false });
    const next = t.another();
    next.service.keeper.start();
    t.worker(atOnce);
    expect(await endOf(t, view.id)).toMatchObject({ outcome: 'graded', tries: 1 });
  });

  test('again and again while it writes into the books has lost nothing, and nothing is there twice', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context, { students: 8 });
    const handedIn = await Promise.all(
      t.students.flatMap((student) =>
        ['a', 'b'].map((name) =>
          t.service.submissions.submit(
            student,
            { assignment: 'homework', repository: `https://github.com/student/${name}` },
            null,
          ),
        ),
      ),
    );
    t.worker(atOnce, 4);
    const inTheBooks = async () => (await t.store.submissions.counts()).finished;
    for (const enough of [1, 5, 9]) {
      const child = spawn(process.execPath, [KEEPER, JSON.stringify(t.address), t.redis.url], { stdio: 'ignore' });
      const ended = once(child, 'exit');
      await expect.poll(inTheBooks, { interval: 5 }).toBeGreaterThanOrEqual(enough);
      child.kill('SIGKILL');
      await ended;
    }
    t.service.keeper.start();
    for (const { view } of handedIn) {
      expect(await endOf(t, view.id)).toMatchObject({ outcome: 'graded', tries: 1 });
      expect(await t.store.submissions.results(view.id)).toHaveLength(1);
    }
    await expect.poll(() => t.queue.counts()).toEqual({ waiting: 0, running: 0, delayed: 0, ended: 0 });
    expect(await t.store.submissions.dispatched()).toEqual([]);
  });
});
