import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { ConnectedEngine } from '../../../worker/engine/connect.ts';
import { PROBES } from '../../hostile/catalog/probes.ts';
import { named, threatOf } from '../../hostile/catalog/threat.ts';
import { openEngine } from '../../support/engine.ts';

const IMAGE = 'debian:bookworm-slim';

let connection: ConnectedEngine;
beforeAll(async () => {
  connection = await openEngine();
  await connection.engine.prepare([IMAGE], AbortSignal.timeout(240_000), () => undefined);
});
afterAll(() => connection.release());

test('a container whose mounted file became a folder does not start, which is a fact', async ({ signal }) => {
  const { engine } = connection;
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-start-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'settings');
  await writeFile(file, '');
  const id = await create(['--mount', `type=bind,source=${file},target=/settings`, IMAGE, 'sleep', '600']);
  expect(await engine.start(id, signal)).toBe(true);
  await engine.stop(id, 0, signal);

  await rm(file);
  await mkdir(file);
  expect(await engine.start(id, signal)).toBe(false);
  await rm(file, { recursive: true });
  expect(await engine.start(id, signal)).toBe(false);
  await writeFile(file, '');
  expect(await engine.start(id, signal)).toBe(true);
});

test('a container whose program is not there does not start, which is a fact', async ({ signal }) => {
  expect(await connection.engine.start(await create([IMAGE, 'no-such-program']), signal)).toBe(false);
});

test(named(threatOf(PROBES, 'F238')), async ({ signal }) => {
  const { engine } = connection;
  const exec = (id: string, command: string[], timeout = 10_000) => engine.exec(id, command, { signal, timeout });
  const nothing = { exitCode: null, stdout: '', stderr: '', left: null };

  const pouring = await create([IMAGE, 'sleep', '600']);
  await engine.start(pouring, signal);
  const poured = await exec(pouring, ['yes', 'x'.repeat(1000)], 60_000);
  expect({ ...poured, stdout: '' }).toMatchObject({ exitCode: null, timedOut: true, stdout: '' });
  expect(poured.stdout.length).toBe(64 * 1024);
  expect(await exec(pouring, ['/etc/hostname'])).toMatchObject({ exitCode: 126 });

  const nameless = await create(['--user', 'nobody', IMAGE, 'sleep', '600']);
  await engine.start(nameless, signal);
  await execa('docker', [
    '--host',
    engine.info.host,
    'exec',
    '--user',
    '0',
    nameless,
    'rm',
    '/etc/passwd',
    '/etc/group',
  ]);
  expect(await exec(nameless, ['true'])).toMatchObject({ exitCode: 126 });
  const asNobody = { signal, timeout: 10_000, user: 'nobody' };
  expect(await engine.exec(nameless, ['true'], asNobody)).toMatchObject(nothing);
  await engine.stop(nameless, 0, signal);
  expect(await engine.start(nameless, signal)).toBe(false);
});

test('what runs already, and what is gone, is no fault', async ({ signal }) => {
  const { engine } = connection;
  const id = await create([IMAGE, 'sleep', '600']);
  expect(await engine.start(id, signal)).toBe(true);
  expect(await engine.start(id, signal)).toBe(true);
  await engine.remove(id, signal);
  expect(await engine.start(id, signal)).toBe(true);
});

async function create(args: string[]): Promise<string> {
  const { stdout } = await execa('docker', ['--host', connection.engine.info.host, 'create', ...args]);
  onTestFinished(() => connection.engine.remove(stdout, AbortSignal.timeout(60_000)));
  return stdout;
}
