import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOutput } from '../../src/cli/output.ts';
import { MAIN } from './fixtures/dockgrade.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockgrade-streams-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a reader that goes away is no fault', async () => {
  const { stderr, exitCode } = await execa({
    reject: false,
    shell: '/bin/bash',
  })`set -o pipefail; ${process.execPath} ${MAIN} explain | true`;
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
});

test('a report replaces the old one whole, and leaves no draft', async () => {
  const file = join(folder, 'report.json');
  await writeFile(file, 'old');
  const output = await openOutput(file);
  expect(await readFile(file, 'utf8')).toBe('old');
  await output.write('new');
  expect(await readFile(file, 'utf8')).toBe('new');
  expect((await readdir(folder)).filter((name) => name.includes('report'))).toEqual(['report.json']);
});

test('a link stays a link: its target is written', async () => {
  await writeFile(join(folder, 'target'), 'old');
  await symlink('target', join(folder, 'link'));
  const output = await openOutput(join(folder, 'link'));
  await output.write('new');
  expect(await readFile(join(folder, 'target'), 'utf8')).toBe('new');
});

test('a device is written to, not replaced', async () => {
  const output = await openOutput('/dev/null');
  await output.write('x');
  expect((await readFile('/dev/null')).length).toBe(0);
});
