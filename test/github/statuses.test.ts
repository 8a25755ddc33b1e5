import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { describe, test } from 'vitest';
import { startStatuses } from '../../src/github/statuses.ts';
import type { Store } from '../../src/store/store.ts';
import { atOnce } from '../support/runs.ts';
import type { Line, TestContext } from '../support/service.ts';
import { commitOf, linesLog, openClass, pushOf } from './door.ts';
import { type LocalGithub, startGithub, TOKEN } from './local-github.ts';

describe.concurrent('commit statuses', () => {
  test('say pending at the push, then the score, each with a link', async (context) => {
    const { expect } = context;
    const { github, pushed, grade } = await open(context);
    const id = await pushed(commitOf('1'));
    await expect.poll(() => github.taken).toHaveLength(1);
    grade();
    await expect.poll(() => github.taken).toHaveLength(2);
    expect(github.taken.map(({ body }) => body.state)).toEqual(['pending', 'success']);
    const shown = { context: 'dockgrade/homework', target_url: `http://localhost:8080/submissions/${id}` };
    for (const { path, authorization, body } of github.taken) {
      expect(path).toBe(`/api/v3/repos/Codertocat/Hello-World/statuses/${commitOf('1')}`);
      expect(authorization).toBe(`Bearer ${TOKEN}`);
      expect(body).toMatchObject(shown);
    }
    expect(github.taken[1]?.body.description).toMatch(/^Score ([\d.]+) \/ \1$/);
  });

  test('of two assignments stand beside each other', async (context) => {
    const { expect } = context;
    const { github, pushed, opened } = await open(context);
    await opened.publish('id: other\ntitle: Other\n');
    const rows = opened.students.map(({ name, email }) => ({ name, email, github: null }));
    await opened.store.people.setRoster('other', rows, new Date().toISOString());
    const repository = 'https://github.com/Codertocat/Hello-World';
    await opened.service.submissions.submit(opened.students[0], { assignment: 'other', repository }, null);
    await pushed(commitOf('1'));
    await expect
      .poll(() => github.taken.map(({ body }) => body.context).sort())
      .toEqual(['dockgrade/homework', 'dockgrade/other']);
  });

  test('of a commit that waited when a newer one was pushed do not stay pending', async (context) => {
    const { expect } = context;
    const { github, pushed } = await open(context);
    await pushed(commitOf('1'), 1000);
    await expect.poll(() => github.taken).toHaveLength(1);
    await pushed(commitOf('2'), 2000);
    await expect
      .poll(() => last(github, commitOf('1')))
      .toMatchObject({
        state: 'error',
        description: 'Not graded: a newer submission took its place',
      });
    await expect.poll(() => last(github, commitOf('2'))).toMatchObject({ state: 'pending' });
  });

  test('are sent again after an answer of 500', async (context) => {
    const { expect } = context;
    const { github, pushed } = await open(context);
    github.mood = (_posted, number) => (number === 1 ? { status: 500 } : null);
    await pushed(commitOf('1'));
    await expect.poll(() => github.taken).toHaveLength(1);
    expect(github.posted).toHaveLength(2);
  });

  test('that come late do not stand in the place of those of a newer submission of the same commit', async (context) => {
    const { expect } = context;
    const { github, pushed, grade, opened, lines } = await open(context);
    github.mood = ({ body }) => (body.state === 'success' ? { status: 500 } : null);
    const first = await pushed(commitOf('1'));
    grade();
    await expect.poll(() => lines.map(({ message }) => message)).toContain('commit status waits');
    github.mood = () => null;
    const { view } = await opened.service.submissions.resubmit(opened.students[0], first, true, null);
    await expect.poll(() => last(github, commitOf('1'))).toMatchObject({ state: 'success' });
    await expect.poll(() => waiting(opened)).toBe(0);
    expect(last(github, commitOf('1'))?.target_url).toBe(`http://localhost:8080/submissions/${view.id}`);
    expect(github.posted.filter(({ body }) => body.state === 'success')).toHaveLength(2);
  });

  test('are sent when GitHub is back', async (context) => {
    const { expect } = context;
    const { github, pushed, lines } = await open(context);
    await github.stop();
    await pushed(commitOf('1'));
    await expect.poll(() => lines.map(({ message }) => message)).toContain('commit status waits');
    await github.start();
    await expect.poll(() => github.taken).toHaveLength(1);
  });

  test('wait as long as GitHub asks for', async (context) => {
    const { expect } = context;
    const { github, pushed } = await open(context);
    const times: number[] = [];
    github.mood = (_posted, number) => {
      times.push(Date.now());
      return number === 1 ? { status: 429, headers: { 'retry-after': '7' } } : null;
    };
    await pushed(commitOf('1'));
    await expect.poll(() => github.taken).toHaveLength(1);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(6900);
  });

  test.for([
    [401, 'DOCKGRADE_GITHUB_TOKEN'],
    [403, 'Commit statuses: read and write'],
    [404, 'Commit statuses: read and write'],
    [422, 'commit'],
  ] as const)('are given up on %d, and the log says what to do', async ([status, remedy], context) => {
    const { expect } = context;
    const { github, pushed, lines, opened } = await open(context);
    github.mood = () => ({ status });
    await pushed(commitOf('1'));
    const told = () => lines.filter(({ level }) => level === 'error');
    await expect.poll(told).toHaveLength(1);
    expect(told()[0]?.fields).toMatchObject({ status, remedy: expect.stringContaining(remedy) });
    expect(waiting(opened)).toBe(0);
    expect(github.posted).toHaveLength(1);
  });

  test('are given up on a wrong token with one line for all', async (context) => {
    const { expect } = context;
    const { github, pushed, lines } = await open(context, { token: 'ghp_taken-back' });
    for (const digit of ['1', '2', '3']) {
      await pushed(commitOf(digit));
      const sent = Number(digit);
      await expect.poll(() => github.posted.length).toBeGreaterThanOrEqual(sent);
    }
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain('ghp_taken-back');
  });

  test('of repositories elsewhere are not sent', async (context) => {
    const { expect } = context;
    const { github, pushed, opened, settings } = await open(context, { start: false });
    await pushed(commitOf('1'));
    expect(waiting(opened)).toBe(1);
    run(context, opened, { ...settings, url: 'https://github.example.edu' });
    await expect.poll(() => waiting(opened)).toBe(0);
    expect(github.posted).toEqual([]);
  });

  test('are put aside without a token, so that a later one does not tell of old times', async (context) => {
    const { expect } = context;
    const { github, pushed, opened, settings } = await open(context, { start: false });
    await pushed(commitOf('1'));
    expect(waiting(opened)).toBe(1);
    run(context, opened, { ...settings, token: null });
    await expect.poll(() => waiting(opened)).toBe(0);
    expect(github.posted).toEqual([]);
  });

  test('stop at once, also while GitHub does not answer', async (context) => {
    const { expect } = context;
    const { github, pushed, statuses } = await open(context);
    github.mood = () => 'silent';
    await pushed(commitOf('1'));
    await expect.poll(() => github.posted).toHaveLength(1);
    const before = Date.now();
    await statuses?.close();
    expect(Date.now() - before).toBeLessThan(5000);
  });

  test('that a process had begun to send when it was killed are sent by the next one', async (context) => {
    const { expect } = context;
    const { github, pushed, opened, settings } = await open(context, { start: false });
    github.mood = () => 'silent';
    await pushed(commitOf('1'));
    const child = spawn(process.execPath, [CHILD, opened.file, JSON.stringify(settings)], { stdio: 'inherit' });
    await expect.poll(() => github.posted).toHaveLength(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    github.mood = () => null;
    run(context, { ...opened, store: minutesLater(opened.store) }, settings);
    await expect.poll(() => github.taken).toHaveLength(1);
    expect(last(github, commitOf('1'))).toMatchObject({ state: 'pending' });
  });
});

const CHILD = fileURLToPath(new URL('statuses-child.ts', import.meta.url));

async function open(context: TestContext, { token = TOKEN, start = true }: { token?: string; start?: boolean } = {}) {
  const opened = await openClass(context);
  const github = await startGithub();
  context.onTestFinished(() => github.stop());
  const settings = { url: 'https://github.com', api: github.api, secret: null, token, oauth: null };
  const pushed = async (commit: string, pushedAt = 1000) => {
    const { body } = await opened.door.deliver(pushOf({ commit, pushedAt }));
    const id = body.submissions?.[0]?.submission;
    if (id === undefined) throw new Error(`the push was not taken: ${JSON.stringify(body)}`);
    return id;
  };
  const grade = () => {
    opened.worker(atOnce);
    opened.service.keeper.start();
  };
  const { statuses, lines } = start ? run(context, opened, settings) : { statuses: null, lines: [] };
  return { opened, github, settings, pushed, grade, statuses, lines };
}

type Github = Parameters<typeof startStatuses>[0]['github'];

function run(context: TestContext, { store }: { store: Store }, github: Github) {
  const lines: Line[] = [];
  const statuses = startStatuses({ store, github, url: 'http://localhost:8080', log: linesLog(lines) });
  context.onTestFinished(() => statuses.close());
  return { statuses, lines };
}

/** The same books, seen when the minutes are over for which a process keeps what it sends. */
function minutesLater(store: Store): Store {
  const later = (now: string) => new Date(Date.parse(now) + 120_000).toISOString();
  return {
    ...store,
    github: { ...store.github, dueStatuses: (now, limit) => store.github.dueStatuses(later(now), limit) },
  };
}

/** How many are still to be told, however late. */
function waiting({ file }: { file: string }): number {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare('select count(*) from github_statuses where due_at is not null').pluck().get() as number;
  } finally {
    database.close();
  }
}

function last(github: LocalGithub, commit: string) {
  return github.taken.filter(({ path }) => path.endsWith(commit)).at(-1)?.body;
}
