import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PRIORITY } from '../../src/core/submission.ts';
import { connectQueue } from '../../src/queue/connect.ts';
import { type OwnRedis, startOwnRedis } from '../../src/queue/own-redis.ts';
import { gradingJob } from '../support/jobs.ts';
import { killed, LOG } from './parts.ts';

const FILES = join('data', 'appendonlydir');

describe('a Redis of our own', () => {
  let folder: string;
  const started: OwnRedis[] = [];
  const path = process.env.PATH;
  const start = async (where = folder) => {
    const own = await startOwnRedis(where, { log: LOG });
    started.push(own);
    return own;
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dockgrade-own-redis-'));
  });
  afterEach(async () => {
    process.env.PATH = path;
    for (const own of started.splice(0)) await own.stop();
    expect(await processesOf(folder)).toEqual([]);
    await rm(folder, { recursive: true, force: true });
  });

  test('keeps what it holds from one start to the next, and leaves no process between them', async () => {
    const id = await added((await start()).url);
    await started.pop()?.stop();
    expect(await processesOf(folder)).toEqual([]);
    expect(await known((await start()).url, id)).toBe('waiting');
  });

  test('listens on a socket that only this user can open, and nowhere else', async () => {
    const { url } = await start();
    expect(url).toBe(`unix://${join(folder, 'redis.sock')}`);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'redis.sock'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'redis.conf'))).mode & 0o777).toBe(0o600);
    expect(await portsOf(await onlyProcess(folder))).toEqual([]);
  });

  test('in a folder whose path is too long for a socket listens on this machine alone, with a password', async () => {
    const deep = join(folder, 'x'.repeat(120));
    const { url } = await start(deep);
    const { hostname, port, password } = new URL(url);
    expect({ hostname, length: password.length }).toEqual({ hostname: '127.0.0.1', length: 64 });
    expect(await portsOf(await onlyProcess(deep))).toEqual([`0100007F:${Number(port).toString(16).toUpperCase()}`]);
    await added(url);
    const stranger = connectQueue(`redis://127.0.0.1:${port}`, { log: LOG });
    await expect(stranger.ping()).rejects.toMatchObject({ code: 'queue-unreachable' });
    await stranger.close();
    expect(await readFile(`/proc/${await onlyProcess(deep)}/cmdline`, 'utf8')).not.toContain(password);
  });

  test('never throws away what it holds when memory gets short, and writes it down', async () => {
    await start();
    const config = await readFile(join(folder, 'redis.conf'), 'utf8');
    expect(config).toContain('maxmemory-policy "noeviction"');
    expect(config).toContain('appendonly "yes"');
  });

  test('that is killed is there again at the same address, with what it held', async () => {
    const { url } = await start();
    const id = await added(url);
    const first = await onlyProcess(folder);
    process.kill(first, 'SIGKILL');
    await vi.waitFor(async () => expect(await known(url, id)).toBe('waiting'), { timeout: 30_000 });
    expect(await onlyProcess(folder)).not.toBe(first);
  });

  test('ends when the process that started it is killed', async () => {
    const { child, url } = await inChild(folder);
    const id = await added(url);
    await killed(child);
    await vi.waitFor(async () => expect(await processesOf(folder)).toEqual([]), { timeout: 30_000 });
    expect(await known((await start()).url, id)).toBe('waiting');
  });

  test('that outlived its process, where the kernel cannot bind them, is ended by the next start', async () => {
    const { child, url } = await inChild(folder, await pathWithout(folder, 'setpriv'));
    const id = await added(url);
    await killed(child);
    const orphan = await onlyProcess(folder);
    const own = await start();
    expect(await onlyProcess(folder)).not.toBe(orphan);
    expect(await known(own.url, id)).toBe('waiting');
  });

  test('leaves a process alone that only has the number of an earlier one', async () => {
    const innocent = spawn('sleep', ['60'], { stdio: 'ignore' });
    await once(innocent, 'spawn');
    await writeFile(join(folder, 'redis.pid'), JSON.stringify({ pid: innocent.pid, identity: '1 redis-server\0' }));
    await start();
    expect(innocent.exitCode ?? innocent.signalCode).toBeNull();
    await killed(innocent);
  });

  test.each([
    ['ends in the middle of a command', (file: string) => appendFile(file, '*3\r\n$3\r\nSET\r\n$1'), true],
    ['ends in nonsense', (file: string) => appendFile(file, 'nonsense\r\n'.repeat(50)), true],
    ['is nonsense from its beginning', (file: string) => writeFile(file, 'nonsense\r\n'.repeat(50)), false],
  ])('starts although its file %s', async (_what, damage, kept) => {
    const id = await added((await start()).url);
    await started.pop()?.stop();
    const files = await readdir(join(folder, FILES));
    await damage(join(folder, FILES, files.find((name) => name.endsWith('.incr.aof')) ?? ''));
    expect(await known((await start()).url, id)).toBe(kept ? 'waiting' : 'unknown');
  });

  test('starts although the list of its files is nonsense, and puts them aside', async () => {
    await added((await start()).url);
    await started.pop()?.stop();
    await writeFile(join(folder, FILES, 'appendonly.aof.manifest'), 'nonsense');
    await added((await start()).url);
    expect(existsSync(join(folder, 'damaged'))).toBe(true);
  });

  test('says how to install Redis where there is neither that nor an engine', async () => {
    process.env.PATH = await pathWithout(folder, 'redis-server');
    const dockerHost = `unix://${join(folder, 'no-engine.sock')}`;
    await expect(startOwnRedis(join(folder, 'redis'), { log: LOG, dockerHost })).rejects.toMatchObject({
      code: 'queue-unreachable',
      remedy: expect.stringContaining('install'),
    });
  });

  test('that cannot start says what Redis said', async () => {
    await mkdir(join(folder, 'redis.sock', 'in-the-way'), { recursive: true });
    await expect(startOwnRedis(folder, { log: LOG })).rejects.toMatchObject({
      code: 'queue-unreachable',
      message: expect.stringMatching(/socket/i),
      remedy: expect.stringContaining('redis.log'),
    });
  });
});

async function added(url: string): Promise<string> {
  const queue = connectQueue(url, { log: LOG });
  const job = gradingJob();
  await queue.add(job, PRIORITY.first);
  await queue.close();
  return job.id;
}

async function known(url: string, id: string): Promise<string | undefined> {
  const queue = connectQueue(url, { log: LOG });
  try {
    return (await queue.states([id])).get(id);
  } finally {
    await queue.close();
  }
}

async function inChild(folder: string, path = process.env.PATH): Promise<{ child: ChildProcess; url: string }> {
  const program = join(import.meta.dirname, 'fixtures', 'own-redis.ts');
  const child = spawn(process.execPath, [program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PATH: path },
  });
  const [line] = await once(child.stdout, 'data');
  return { child, url: String(line).trim() };
}

/** A PATH with the programs that Redis needs, but that one. */
async function pathWithout(folder: string, missing: string): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin);
  for (const name of ['redis-server', 'redis-check-aof', 'setpriv']) {
    if (name !== missing) await symlink(join('/usr/bin', name), join(bin, name));
  }
  return bin;
}

/** Living processes of redis-server that work in the folder. */
async function processesOf(folder: string): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const theirs = await Promise.all(
    pids.map(async (pid) => {
      const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
      if (!name.startsWith('redis-server')) return false;
      const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      return cwd.startsWith(`${folder}/`);
    }),
  );
  return pids.filter((_, at) => theirs[at]);
}

async function onlyProcess(folder: string): Promise<number> {
  const [pid = 0, ...others] = await processesOf(folder);
  expect(pid).toBeGreaterThan(0);
  expect(others).toEqual([]);
  return pid;
}

/** Ports that a process listens on, as /proc/net/tcp writes them. */
async function portsOf(pid: number): Promise<string[]> {
  const descriptors = await readdir(`/proc/${pid}/fd`);
  const sockets = await Promise.all(descriptors.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  const inodes = new Set(sockets.flatMap((name) => /^socket:\[(\d+)\]$/.exec(name)?.[1] ?? []));
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/${pid}/net/${name}`, 'utf8')));
  const lines = tables.flatMap((table) => table.trim().split('\n').slice(1)).map((line) => line.trim().split(/\s+/));
  return lines
    .filter(([, , , state, , , , , , inode]) => state === '0A' && inodes.has(inode ?? ''))
    .map(([, at = '']) => at);
}
