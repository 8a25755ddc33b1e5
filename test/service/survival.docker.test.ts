import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { GradeTable } from '../../src/core/wire/grades.ts';
import type { RosterView } from '../../src/core/wire/people.ts';
import type { SubmissionView } from '../../src/core/wire/submission.ts';
import type { ConnectedEngine } from '../../worker/engine/connect.ts';
import { ApiProcess } from '../support/api-process.ts';
import { openEngine } from '../support/engine.ts';
import { TestRedis } from '../support/redis.ts';
import { SMALL_ASSIGNMENT, SMALL_FILES } from '../support/small-submission.ts';
import { leftOf, type TestContext, WorkerProcess } from '../support/worker-process.ts';
import { type GitServer, gitServer } from '../worker/fetch/git-server.ts';
import { makeRepository } from '../worker/fetch/repository.ts';

/** Each hands in one repository of their own. */
const STUDENTS = ['ada', 'bea', 'cid', 'dan', 'eva', 'fay'];
const POINTS = 4;

let connection: ConnectedEngine;
let data: string;
let git: GitServer;
beforeAll(async () => {
  connection = await openEngine();
  data = await mkdtemp(join(tmpdir(), 'dockgrade-survival-'));
  git = await gitServer();
});
afterAll(async () => {
  await git[Symbol.asyncDispose]();
  await rm(data, { recursive: true, force: true });
  await connection.release();
});

test('Whatever is killed, every accepted submission comes to its one right end, once in the books, and nothing is left', async (context) => {
  const redis = await TestRedis.start();
  const settings = { REDIS_URL: redis.url, DOCKGRADE_GIT_HOSTS: gitHosts(git) };
  const api = await ApiProcess.start(data, settings);
  context.onTestFinished(async () => {
    await api.end('SIGTERM');
    await redis.stop();
  });
  const workers: WorkerProcess[] = [];
  const worker = () => startWorker(context, redis, workers);

  const ids = await handIn(api, git);
  const first = worker();
  const second = worker();
  const inStage = (stage: string) => (line: { msg: string; stage?: string }) => line.stage === stage;

  await first.until(inStage('build'));
  first.signal('SIGKILL');
  worker();
  await second.until(inStage('start'));
  await api.end('SIGKILL');
  await redis.kill();
  await redis.restart({ withFile: false });
  await api.start();
  await second.until((line) => line.msg === 'run ended');
  second.signal('SIGTERM');
  await redis.kill();
  await redis.restart({ withFile: true });
  worker();

  const ended = await vi.waitFor(
    async () => {
      const all = await Promise.all(ids.map((id) => api.ask<SubmissionView>('GET', `/api/submissions/${id}`)));
      expect(all.map(({ state }) => state)).toEqual(ids.map(() => 'finished'));
      return all;
    },
    { timeout: 180_000, interval: 250 },
  );

  expect(ended.map(({ outcome, fault }) => ({ outcome, fault }))).toEqual(
    ids.map(() => ({ outcome: 'graded', fault: null })),
  );
  expect(ended.map(({ score }) => score)).toEqual(ids.map(() => ({ earned: POINTS, possible: POINTS })));
  const table = await api.ask<GradeTable>('GET', '/api/assignments/small/grades');
  expect(table.grades.map(({ score, attempts }) => ({ score, attempts }))).toEqual(
    ids.map(() => ({ score: POINTS, attempts: 1 })),
  );
  for (const { student } of table.grades) {
    const { history } = await api.ask<{ history: unknown[] }>('GET', `/api/assignments/small/grades/${student.id}`);
    expect(history).toHaveLength(1);
  }
  const figures = await (await fetch(`${api.url}/metrics`)).text();
  expect(figures).toContain('dockgrade_conservation_difference 0');
  const runs = workers.flatMap((one) => one.runs());
  await vi.waitFor(async () => expect(await leftOf(connection.engine, runs, context.signal)).toEqual([]), {
    timeout: 60_000,
  });
});

function startWorker(context: TestContext, redis: TestRedis, workers: WorkerProcess[]): WorkerProcess {
  const settings = { GIT_SSL_CAINFO: git.certificate, DOCKGRADE_GIT_HOSTS: gitHosts(git) };
  const started = new WorkerProcess(context, redis, 'quick', settings);
  workers.push(started);
  return started;
}

/** The host of a course inside a private network is named with its address. */
function gitHosts({ url }: GitServer): string {
  return `${new URL(url).host}=127.0.0.1`;
}

/** Everyone of the roster hands in, all at the same time. */
async function handIn(api: ApiProcess, { root, url }: GitServer): Promise<string[]> {
  await api.ask('PUT', '/api/assignments/small', SMALL_ASSIGNMENT);
  const csv = ['name,email', ...STUDENTS.map((name) => `${name},${name}@example.com`)].join('\n');
  const roster = await api.ask<RosterView>('PUT', '/api/assignments/small/roster', csv);
  const submissions = roster.students.map(async ({ name, link }) => {
    makeRepository(join(root, name)).commit({ ...SMALL_FILES, owner: name });
    const token = link?.split('/').at(-1) ?? '';
    const request = { assignment: 'small', repository: `${url}/${name}/.git` };
    return (await api.ask<SubmissionView>('POST', '/api/submissions', request, token)).id;
  });
  return Promise.all(submissions);
}
