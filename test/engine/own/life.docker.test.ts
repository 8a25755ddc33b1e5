import { once } from 'node:events';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { acquireOwnEngine, ownEngineStatus, stopOwnEngine } from '../../../worker/engine/own/index.ts';
import { ownPaths } from '../../../worker/engine/own/paths.ts';
import { findDescendant, startTime } from '../../../worker/engine/own/processes.ts';
import { ensureRemapUser } from '../../../worker/engine/own/remap.ts';
import { findSupervisor } from '../../../worker/engine/own/supervisor.ts';
import { temporaryHome, traces } from './machine.ts';

const say = () => undefined;
const HOLDER = join(import.meta.dirname, 'holder.ts');

test('the engine starts with the first user, is shared, and goes with the last, leaving only its cache', async () => {
  await using place = await temporaryHome();
  const { home } = place;
  const first = await acquireOwnEngine({ home, say });
  const second = await acquireOwnEngine({ home, say });
  expect([first.started, second.started]).toEqual([true, false]);
  expect(second.netns).toBe(first.netns);
  expect(await ownEngineStatus(home)).toMatchObject({ running: true, users: 2, host: first.host, netns: first.netns });

  await first.release();
  await first.release();
  expect(await ownEngineStatus(home)).toMatchObject({ running: true, users: 1 });
  expect(await traces(home)).not.toEqual([]);

  await second.release();
  expect(await ownEngineStatus(home)).toMatchObject({ running: false, users: 0 });
  expect(await traces(home)).toEqual([]);
});

test('the engine is closed up: remapped users, no new privileges, a socket for root alone', async () => {
  await using place = await temporaryHome();
  const engine = await acquireOwnEngine({ home: place.home, say });
  const { stdout } = await execa('docker', [
    '--host',
    engine.host,
    'info',
    '--format',
    '{{json .SecurityOptions}} {{.LoggingDriver}}',
  ]);
  expect(stdout).toContain('name=userns');
  expect(stdout).toContain('name=no-new-privileges');
  expect(stdout).toContain('local');
  expect(engine.uidBase).toBeGreaterThanOrEqual(100_000);
  const { stdout: mode } = await execa('stat', ['--format', '%a %u', engine.host.replace('unix://', '')]);
  expect(mode).toBe('600 0');
  await engine.release();
});

test('users that come at the same moment get one engine', async () => {
  await using place = await temporaryHome();
  const { home } = place;
  const engines = await Promise.all([1, 2, 3].map(() => acquireOwnEngine({ home, say })));
  expect(engines.filter(({ started }) => started)).toHaveLength(1);
  await Promise.all(engines.map((engine) => engine.release()));
  expect(await traces(home)).toEqual([]);
});

test('an engine whose user was killed is found again, and its lease counts for nothing', async () => {
  await using place = await temporaryHome();
  const { home } = place;
  const holder = execa('node', [HOLDER, home], { stdin: 'pipe', reject: false });
  const { value } = await holder[Symbol.asyncIterator]().next();
  expect(value).toBe('held started');
  holder.kill('SIGKILL');
  await holder;

  const engine = await acquireOwnEngine({ home, say });
  expect(engine.started).toBe(false);
  expect(await ownEngineStatus(home)).toMatchObject({ users: 1 });
  await engine.release();
  expect(await traces(home)).toEqual([]);
});

test.each(['dockerd', 'containerd', 'slirp4netns'])('an engine that lost its %s is made whole', async (program) => {
  await using place = await temporaryHome();
  const { home } = place;
  const paths = ownPaths(home);
  const holder = execa('node', [HOLDER, home], { stdin: 'pipe', reject: false });
  await holder[Symbol.asyncIterator]().next();
  const supervisor = findSupervisor(paths);
  const victim = supervisor && findDescendant(supervisor, program);
  if (!victim) throw new Error(`the engine has no ${program}`);
  process.kill(victim, 'SIGKILL');
  while (startTime(victim) !== undefined) await new Promise(setImmediate);

  const engine = await acquireOwnEngine({ home, say });
  const { stdout } = await execa('docker', ['--host', engine.host, 'network', 'create', 'proof']);
  expect(stdout).toMatch(/^[0-9a-f]{64}$/);
  await engine.release();
  holder.kill('SIGTERM');
  await holder;
  expect(await traces(home)).toEqual([]);
});

test('files of an engine that is gone do not stand in the way', async () => {
  await using place = await temporaryHome();
  const { home } = place;
  const paths = ownPaths(home);
  await (await acquireOwnEngine({ home, say })).release();
  await execa('mkdir', ['-p', paths.run]);
  await writeFile(paths.socket, '');
  expect(await ownEngineStatus(home)).toMatchObject({ running: false });
  const engine = await acquireOwnEngine({ home, say });
  expect(engine.started).toBe(true);
  await engine.release();
});

test('a start that is cancelled leaves nothing behind', async () => {
  await using place = await temporaryHome();
  const { home } = place;
  const cancel = new AbortController();
  const reason = new Error('enough');
  const starting = acquireOwnEngine({ home, signal: cancel.signal, say: () => cancel.abort(reason) });
  await expect(starting).rejects.toBe(reason);
  expect(await traces(home)).toEqual([]);
  expect(await ownEngineStatus(home)).toMatchObject({ running: false, users: 0 });
});

test('an engine that cannot start says so in its own words', async () => {
  await using place = await temporaryHome();
  const { home } = place;
  const paths = ownPaths(home);
  await execa('mkdir', ['-p', paths.data]);
  const base = await ensureRemapUser();
  await writeFile(join(paths.data, `${base}.${base}`), 'a file where a folder should be');
  await expect(acquireOwnEngine({ home, say })).rejects.toMatchObject({ code: 'engine-start-failed' });
  expect(await traces(home)).toEqual([]);
});

test('an engine outlives the checkout that started it', async () => {
  await using place = await temporaryHome();
  const { home } = place;
  const checkout = await mkdtemp(join(tmpdir(), 'dockgrade-checkout-'));
  const here = join(import.meta.dirname, '../../..');
  for (const part of ['worker', 'src', 'package.json', HOLDER.slice(here.length + 1)])
    await cp(join(here, part), join(checkout, part), { recursive: true });
  await symlink(join(here, 'node_modules'), join(checkout, 'node_modules'));
  const holder = execa('node', [join(checkout, HOLDER.slice(here.length + 1)), home], { stdin: 'pipe', reject: false });
  expect((await holder[Symbol.asyncIterator]().next()).value).toBe('held started');
  await rm(checkout, { recursive: true });

  const engine = await acquireOwnEngine({ home, say });
  holder.kill('SIGKILL');
  await holder;
  expect(engine.started).toBe(false);
  const { stdout } = await execa('docker', ['--host', engine.host, 'network', 'create', 'proof']);
  expect(stdout).toMatch(/^[0-9a-f]{64}$/);
  await engine.release();
  expect(await traces(home)).toEqual([]);
});

test('an engine is stopped whoever uses it, once', async () => {
  await using place = await temporaryHome();
  const engine = await acquireOwnEngine({ home: place.home, say });
  expect(await stopOwnEngine(place.home)).toBe(true);
  expect(await stopOwnEngine(place.home)).toBe(false);
  await engine.release();
});

test('two homes are two engines', async () => {
  await using here = await temporaryHome();
  await using there = await temporaryHome();
  const [one, other] = await Promise.all([here, there].map(({ home }) => acquireOwnEngine({ home, say })));
  expect(one?.host).not.toBe(other?.host);
  await one?.release();
  const { stdout } = await execa('docker', ['--host', other?.host ?? '', 'version', '--format', '{{.Server.Version}}']);
  expect(stdout).toMatch(/^\d+\./);
  await other?.release();
});

test('the name server of the machine answers inside of the engine, and the machine itself is out of reach', async () => {
  await using place = await temporaryHome();
  const engine = await acquireOwnEngine({ home: place.home, say });
  const inside = (program: string, ...args: string[]) =>
    execa('nsenter', [`--net=${engine.netns}`, program, ...args], { reject: false });
  const { createServer } = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const reached = await inside('curl', '--silent', '--max-time', '3', `http://127.0.0.1:${port}/`);
  const throughGateway = await inside('curl', '--silent', '--max-time', '3', `http://10.213.255.2:${port}/`);
  // curl's own words for "refused" and "no answer".
  for (const { exitCode } of [reached, throughGateway]) expect([7, 28]).toContain(exitCode);
  expect((await inside('ip', 'route')).stdout).toContain('default via 10.213.255.2');
  server.close();
  await engine.release();
});
