import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Check } from '../../../src/cli/doctor/check.ts';
import type { DockgradeError } from '../../../src/core/errors.ts';
import { type ConnectedEngine, connectEngine } from '../../../worker/engine/connect.ts';
import { ownPaths } from '../../../worker/engine/own/paths.ts';
import { requireIsolation } from '../../../worker/proof/index.ts';
import { temporaryHome } from '../../engine/own/machine.ts';
import { startMachine } from '../../engine/own/users-machine.ts';
import { NETWORKS } from '../../hostile/catalog/networks.ts';
import { named, type Threat, threatOf } from '../../hostile/catalog/threat.ts';
import { ROOT } from '../../support/places.ts';
import { TestRedis } from '../../support/redis.ts';

const name = (id: Threat['id']) => named(threatOf(NETWORKS, id));

describe("In dockgrade's own engine", () => {
  let place: Awaited<ReturnType<typeof temporaryHome>>;
  let connection: ConnectedEngine;
  /** What the worker hears once the rules are gone. */
  let torn: DockgradeError;
  /** How often it was tried, and told, before they were gone. */
  const told: string[] = [];
  const iptables = (...args: string[]) =>
    execa('nsenter', [`--net=${connection.engine.info.netns}`, 'iptables', ...args]);

  beforeAll(async () => {
    const { signal } = new AbortController();
    place = await temporaryHome();
    connection = await connectEngine({ home: place.home, dockerHost: null, signal, say: () => undefined });
    await requireIsolation(connection.engine, place.home, signal, (line) => told.push(line));
    await iptables('--flush', 'INPUT');
    await iptables('--flush', 'OUTPUT');
    await iptables('--insert', 'FORWARD', '--jump', 'ACCEPT');
    await requireIsolation(connection.engine, place.home, signal, (line) => told.push(line));
    await appendFile(ownPaths(place.home).firewall, '# changed\n');
    const again = requireIsolation(connection.engine, place.home, signal, () => undefined);
    torn = await again.then(
      () => expect.unreachable(),
      (error: DockgradeError) => error,
    );
  });
  afterAll(async () => {
    await connection?.release();
    await place?.[Symbol.asyncDispose]();
  });

  test('the proof succeeds as the engine starts, and leaves nothing behind', async ({ signal }) => {
    expect(await connection.engine.runs(signal)).toEqual([]);
    const { stdout } = await execa('docker', ['--host', connection.engine.info.host, 'image', 'ls', '--quiet']);
    expect(stdout).toBe('');
    expect(await readdir(join(place.home, 'jobs'))).toEqual([]);
  });

  test('one proof holds for as long as that engine runs with the same rules; with others it is made anew', () => {
    expect(told).toEqual([expect.stringContaining('no submission is taken before that')]);
    expect(torn).toMatchObject({ code: 'isolation-unproven', remedy: expect.stringContaining('engine stop') });
  });

  test('without its rules the proof says who reaches its gateway, and this machine', () => {
    for (const who of ['a closed run', 'an open run']) {
      expect(torn.message).toContain(`a container of ${who} reaches the gateway of its network`);
    }
    expect(torn.message).toContain('a step of a build reaches the gateway of its network');
    expect(torn.message).toContain('a container of an open run reaches this machine');
    expect(torn.message).toContain('a step of a build reaches this machine');
    expect(torn.message).not.toContain('a container of a closed run reaches this machine');
  });

  test(name('F193'), () => {
    expect(torn.message).toContain('an open run reaches the container of another submission');
  });

  test(name('F197'), () => {
    expect(torn.message).toContain('the engine, which fetches for builds, reaches this machine');
  });
});

test(name('F198'), async () => {
  await using machine = await startMachine();
  const redis = await TestRedis.start();
  const home = await mkdtemp(join(tmpdir(), 'dockgrade-proof-'));
  onTestFinished(async () => {
    await redis.stop();
    await rm(home, { recursive: true, force: true });
  });
  const main = [process.execPath, join(ROOT, 'src/cli/main.ts')];
  const env = { DOCKER_HOST: machine.host, DOCKGRADE_DATA: home, REDIS_URL: redis.url };
  const inside = (...command: string[]) => execa('nsenter', [...machine.enter, ...command], { env, reject: false });

  const worker = inside(...main, 'worker');
  const log = worker.iterable({ from: 'stderr' });
  expect(await lineOf(log, 'not well')).toMatchObject({
    error: {
      code: 'isolation-unproven',
      message: expect.stringContaining('a container of a closed run reaches the gateway'),
    },
    remedy: expect.stringContaining('docs/security.md'),
  });

  const page = await readFile(join(ROOT, 'docs/security.md'), 'utf8');
  const [, lines = ''] = /### Firewall for an engine of yours[\s\S]*?```sh\n([\s\S]*?)```/.exec(page) ?? [];
  expect(lines).toContain('DOCKER-USER');
  expect(await inside('sh', '-euc', lines)).toMatchObject({ exitCode: 0 });
  await lineOf(log, 'well again');
  worker.kill('SIGTERM');
  await worker;

  const { stdout } = await inside(...main, 'doctor', '--format', 'json');
  const checks: Check[] = JSON.parse(stdout).checks.filter(({ id }: Check) => id.startsWith('isolation'));
  expect(checks.map(({ outcome, message }) => (outcome === 'ok' ? outcome : message))).toEqual(Array(7).fill('ok'));
});

/** The first line of a worker's log that says so. */
async function lineOf(log: AsyncIterator<string>, said: string): Promise<Record<string, unknown>> {
  for (let line = await log.next(); !line.done; line = await log.next()) {
    if (line.value.includes(said)) return JSON.parse(line.value);
  }
  throw new Error(`the worker ended without saying "${said}"`);
}
