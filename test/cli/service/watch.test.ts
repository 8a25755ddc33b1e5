import { execa } from 'execa';
import { expect, test } from 'vitest';
import { api } from '../../../src/cli/client/api.ts';
import { follow } from '../../../src/cli/submission/follow.ts';
import type { Person } from '../../../src/store/contract/people.ts';
import { type Served, serve } from '../../api/fixtures/served.ts';
import { type Gate, gate } from '../../support/runs.ts';
import { endOf, type TestContext } from '../../support/service.ts';
import { MAIN } from '../fixtures/dockgrade.ts';
import { commandLine } from './fixtures/command-line.ts';
import { wayTo } from './fixtures/proxy.ts';

/** A service whose worker stands in the stage `build` of the first submission until the gate opens. */
async function held(context: TestContext): Promise<{ served: Served; work: Gate; id: string; student: Person }> {
  const served = await serve(context);
  const work = gate();
  served.service.keeper.start();
  served.worker(work.work);
  const student = served.students[0];
  const id = await handIn(served, student);
  await expect.poll(() => work.begun).toContain(id);
  // Until the books say so too, a newer one would take its place.
  const running = async () => (await served.store.submissions.get(id))?.state;
  await expect.poll(running).toBe('running');
  return { served, work, id, student };
}

async function handIn({ service }: Served, student: Person): Promise<string> {
  const request = { assignment: 'homework', repository: 'https://github.com/ana/one' };
  return (await service.submissions.submit(student, request, null)).view.id;
}

/** `status ID --watch` as a process, and what it has said so far. */
async function watching({ tokenOf }: Served, student: Person, id: string, url: string) {
  const env = { PATH: process.env.PATH ?? '', DOCKGRADE_URL: url, DOCKGRADE_TOKEN: await tokenOf(student) };
  const child = execa(process.execPath, [MAIN, 'status', id, '--watch'], { env, extendEnv: false, reject: false });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  return { child, said: () => said };
}

test('a connection that is cut is taken up again, and everything is shown once', async (context) => {
  const { served, work, id, student } = await held(context);
  const way = await wayTo(served.base);
  context.onTestFinished(way.close);
  const { child, said } = await watching(served, student, id, way.url);
  await expect.poll(said).toContain('build …');
  way.cut();
  await expect.poll(said).toContain('the connection was lost');
  work.open();
  await endOf(served, id);
  way.mend();
  const { exitCode, stdout, stderr } = await child;
  expect(exitCode).toBe(0);
  expect(stdout).toContain('100 / 100');
  expect(stderr).toMatch(/^dockgrade: the connection is back\.$/m);
  for (const line of ['build …', 'fetch …', 'fetch done in', 'connection was lost', 'connection is back'])
    expect(stderr.split(line)).toHaveLength(2);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s leaves the submission alone and tells the way back', async (name) => {
  const closing: (() => Promise<void>)[] = [];
  try {
    const { served, work, id, student } = await held({ onTestFinished: (close) => void closing.push(close) });
    const { child, said } = await watching(served, student, id, served.base);
    await expect.poll(said).toContain('build …');
    child.kill(name);
    const { exitCode, stdout, stderr } = await child;
    expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: '' });
    expect(stderr).toContain(
      `dockgrade: interrupted; the submission goes on without you\n  Follow it: dockgrade status ${id} --watch`,
    );
    work.open();
    expect(await endOf(served, id)).toMatchObject({ state: 'finished', outcome: 'graded' });
  } finally {
    for (const close of closing.reverse()) await close();
  }
});

test('a service that stays away is given up, and what was handed in is said to be safe', async (context) => {
  const { served, work, id, student } = await held(context);
  const way = await wayTo(served.base);
  context.onTestFinished(way.close);
  const client = api({ url: way.url, token: await served.tokenOf(student) }, 'en');
  const first = await client.submission(id);
  const notes: string[] = [];
  const progress = {
    replaces: false,
    say: () => undefined,
    note: (line: string) => void notes.push(line),
    onEvent: () => way.cut(),
    end: () => undefined,
  };
  const patience = { giveUp: 300, pause: 20, look: 1000 };
  await expect(follow(client, first, progress, new AbortController().signal, patience)).rejects.toMatchObject({
    code: 'service-unreachable',
    remedy: `What was handed in is safe. Follow it when the service is back: dockgrade status ${id} --watch`,
  });
  expect(notes).toEqual(['dockgrade: the connection was lost; trying again …']);
  work.open();
  await endOf(served, id);
});

test('one that waits has its place; one that was replaced leads to the newer one and ends with 4', async (context) => {
  const { served, work, id, student } = await held(context);
  const run = commandLine(served);
  const second = await handIn(served, student);
  const waits = await run(student, ['status', second]);
  expect(waits.exitCode).toBe(0);
  expect(waits.stdout).toMatch(/^ {2}state +waiting, next in the queue/m);
  const third = await handIn(served, student);
  const replaced = await run(student, ['status', second, '--watch']);
  expect(replaced.exitCode).toBe(4);
  expect(replaced.stdout).toContain(`Follow the newer one: dockgrade status ${third} --watch`);
  work.open();
  await endOf(served, id);
  await endOf(served, third);
});
