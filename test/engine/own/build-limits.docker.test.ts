import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { acquireOwnEngine } from '../../../worker/engine/own/index.ts';
import { ownPaths } from '../../../worker/engine/own/paths.ts';
import { importBase } from './base.ts';
import { temporaryHome } from './machine.ts';

const BOMB = ['FROM base', 'RUN for i in $(seq 3000); do sleep 30 & done; wait'];
const HARMLESS = ['FROM base', 'RUN for i in $(seq 100); do sleep 0 & done; wait; echo done'];

test('a build that starts thousands of processes is stopped at its own limit, and another build goes on', async () => {
  await using place = await temporaryHome();
  const engine = await acquireOwnEngine({ home: place.home, say: () => undefined });
  const docker = ['--host', engine.host];
  await importBase(docker);
  const bomb = build(docker, BOMB);
  const refused = Promise.withResolvers<void>();
  bomb.stderr.on('data', (bytes: Buffer) => {
    if (/Cannot fork|Resource temporarily unavailable/i.test(bytes.toString())) refused.resolve();
  });
  const ended = bomb.then(({ stderr }) => stderr);
  const first = await Promise.race([refused.promise.then(() => 'refused'), ended]);
  expect(first).toMatch(/refused|Cannot fork/);
  const other = await build(docker, HARMLESS);
  expect(other.stderr).toContain('done');
  expect(other.exitCode).toBe(0);
  bomb.kill('SIGKILL');
  await ended;
  await engine.release();
});

test('all builds together have a limit of processes and of memory', async () => {
  await using place = await temporaryHome();
  const engine = await acquireOwnEngine({ home: place.home, say: () => undefined });
  const { stdout } = await execa('find', [
    '/sys/fs/cgroup',
    '-path',
    `*/${ownPaths(place.home).name}/buildkit/*`,
    '(',
    '-name',
    'pids.max',
    '-o',
    '-name',
    'memory.limit_in_bytes',
    '-o',
    '-name',
    'memory.max',
    ')',
  ]);
  const files = stdout.split('\n');
  expect(files).toHaveLength(2);
  for (const file of files) expect(Number(await readFile(file, 'utf8'))).toBeLessThan(2 ** 50);
  await engine.release();
});

function build(docker: string[], lines: string[]) {
  const args = [...docker, 'build', '--no-cache', '--progress', 'plain', '-'];
  return execa('docker', args, { input: lines.join('\n'), reject: false });
}
