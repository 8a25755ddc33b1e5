import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { freePort } from '../../../src/queue/own/place.ts';
import { MAIN } from '../fixtures/dockgrade.ts';

const SEEN = { timeout: 30_000, interval: 20 };

interface Serve {
  child: ChildProcess;
  data: string;
  /** What it printed so far, on both streams. */
  said(): string;
  ended: Promise<number | null>;
}

/** `dockgrade serve` in an empty folder, with an engine that is not there. */
async function serve(): Promise<Serve> {
  const data = await mkdtemp(join(tmpdir(), 'dockgrade-start-'));
  const env = {
    PATH: process.env.PATH,
    HOME: data,
    DOCKGRADE_DATA: data,
    DOCKGRADE_PORT: String(await freePort()),
    DOCKER_HOST: `unix://${data}/none.sock`,
  };
  const child = spawn(process.execPath, [MAIN, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close').then(([status]) => status as number | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    await vi.waitFor(() => rm(data, { recursive: true, force: true }), SEEN);
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(String(chunk)));
  return { child, data, said: () => chunks.join(''), ended };
}

test('A worker that cannot begin is told where serve runs, and in the log every line is JSON', async () => {
  const { child, data, said, ended } = await serve();
  const log = () => readFile(join(data, 'log', 'dockgrade.log'), 'utf8');
  await expect.poll(said, SEEN).toContain('error code: engine-unreachable');
  expect(said()).toContain('The worker is started again and again until it succeeds');
  // Again, and not told again: it is the same.
  await expect.poll(async () => (await log()).match(/worker cannot begin/g)?.length, SEEN).toBe(2);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(said().match(/engine-unreachable/g)).toHaveLength(1);
  const lines = (await log()).trim().split('\n');
  const messages = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
  expect(messages).toEqual(expect.arrayContaining(['up', 'worker cannot begin', 'stopping', 'stopped']));
});

test('Ctrl-C in the middle of the start says so and leaves nothing running', async () => {
  const { child, data, said, ended } = await serve();
  await vi.waitFor(async () => expect(await readdir(data)).toContain('serve.owner'), SEEN);
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(said()).toMatch(/^dockgrade: stopped while it was starting/);
  expect(await readdir(data)).not.toContain('serve.owner');
  expect(await readdir(join(data, 'redis'))).not.toContain('redis.pid');
});
