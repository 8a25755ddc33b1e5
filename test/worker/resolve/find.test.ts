import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findComposeFiles, findElsewhere } from '../../../worker/resolve/find.ts';

test('compose.yaml wins over docker-compose.yml, as with Compose itself', async () => {
  await withFiles(['docker-compose.yml', 'compose.yaml'], async (folder) => {
    expect(await findComposeFiles(folder, undefined)).toEqual(['compose.yaml']);
  });
});

test('An override file is used after the main one', async () => {
  await withFiles(['docker-compose.yml', 'docker-compose.override.yml'], async (folder) => {
    expect(await findComposeFiles(folder, undefined)).toEqual(['docker-compose.yml', 'docker-compose.override.yml']);
  });
});

test('A file that the assignment names is used alone', async () => {
  await withFiles(['docker-compose.yml', 'deploy/stack.yml'], async (folder) => {
    expect(await findComposeFiles(folder, 'deploy/stack.yml')).toEqual(['deploy/stack.yml']);
  });
});

test('A file that the assignment names and that is not there is missing', async () => {
  await withFiles(['docker-compose.yml'], async (folder) => {
    expect(await findComposeFiles(folder, 'deploy/stack.yml')).toEqual([]);
  });
});

test('Compose files in other folders are found for the hint, those of packages are not', async () => {
  await withFiles(
    ['backend/docker-compose.yml', 'node_modules/x/docker-compose.yml', 'docker-compose.prod.yml'],
    async (folder) => {
      expect(await findElsewhere(folder)).toEqual(['backend/docker-compose.yml', 'docker-compose.prod.yml']);
    },
  );
});

async function withFiles(paths: readonly string[], body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-find-'));
  try {
    for (const path of paths) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), '');
    }
    await body(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
