import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { ROOT } from '../../support/places.ts';
import { TestPostgres } from '../../support/postgres.ts';
import { atOnce } from '../../support/runs.ts';
import { endOf, openService, type TestContext, type TestService } from '../../support/service.ts';

let server: TestPostgres;
beforeAll(async () => {
  server = await TestPostgres.start();
});
afterAll(() => server.stop());

/** One after the other: each is four processes. */
describe('several keepers on one store', () => {
  test.for([
    ['in two processes on SQLite', keeperChild, 'sqlite'],
    ['in one process on SQLite', keeperHere, 'sqlite'],
    ['in two processes on PostgreSQL', keeperChild, 'postgres'],
    ['in one process on PostgreSQL', keeperHere, 'postgres'],
  ] as const)('%s bring every submission into the books once', async ([, startOther, kind], { expect, ...context }) => {
    const t = await openService(context, {
      students: 10,
      ...(kind === 'postgres' && { postgres: await server.database() }),
    });
    const here: string[] = [];
    t.service.keeper.onFinished(({ submission }) => here.push(submission));
    const there = await startOther(context, t);
    t.service.keeper.start();
    t.worker(atOnce, 4);
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
    const ids = handedIn.map(({ view }) => view.id).sort();
    for (const id of ids) expect(await endOf(t, id)).toMatchObject({ outcome: 'graded', tries: 1 });
    await t.service.keeper.reconcile();
    for (const id of ids) {
      expect(await t.store.submissions.results(id)).toHaveLength(1);
      const events = (await t.store.events.after(id, 0, 100)).map(({ event }) => event);
      expect(events.filter(({ type }) => type === 'state')).toMatchObject([
        { state: 'waiting' },
        { state: 'running', try: 1 },
        { state: 'finished' },
      ]);
    }
    await expect.poll(() => [...here, ...there].sort()).toEqual(ids);
    expect(t.lines.filter(({ level }) => level === 'error')).toEqual([]);
    await expect.poll(() => t.queue.counts()).toEqual({ waiting: 0, running: 0, delayed: 0, ended: 0 });
  });
});

/** What it brought to its end. */
async function keeperChild(context: TestContext, { address, redis }: TestService): Promise<string[]> {
  const program = join(ROOT, 'test', 'support', 'keeper-child.ts');
  const child = spawn(process.execPath, [program, JSON.stringify(address), redis.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  context.onTestFinished(async () => {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  });
  const finished: string[] = [];
  const lines = createInterface({ input: child.stdout });
  await once(lines, 'line');
  lines.on('line', (line) => finished.push(line));
  return finished;
}

async function keeperHere(_: TestContext, t: TestService): Promise<string[]> {
  const finished: string[] = [];
  const { keeper } = t.another().service;
  keeper.onFinished(({ submission }) => finished.push(submission));
  keeper.start();
  return finished;
}
