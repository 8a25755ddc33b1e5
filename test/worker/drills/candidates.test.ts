import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { sourceCandidates } from '../../../worker/drills/rebuild/candidates.ts';

test('Links out of the context and files that nobody wrote are left alone', async ({ onTestFinished }) => {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-context-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await symlink('/dev/zero', join(folder, 'package.json'));
  await symlink('/dev/zero', join(folder, '.dockerignore'));
  await symlink('/etc/passwd', join(folder, 'server.js'));
  await writeFile(join(folder, 'index.js'), '');
  await truncate(join(folder, 'index.js'), 3 * 1024 ** 3);
  await writeFile(join(folder, 'users.js'), '1\n');
  const dockerfile = { service: 'app', file: 'Dockerfile', exists: true, stages: [], instructions: [] };
  const found = await sourceCandidates({ build: { context: folder } }, dockerfile);
  expect(found.map((path) => basename(path))).toEqual(['users.js']);
});
