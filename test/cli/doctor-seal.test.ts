import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkSeal } from '../../src/cli/doctor/seal.ts';

const NO_ENGINE = 'unix:///nonexistent/docker.sock';
const PATH = process.env.PATH;
afterEach(() => {
  process.env.PATH = PATH;
});

test('doctor says how Compose files are read', async () => {
  expect(await checkSeal(NO_ENGINE)).toMatchObject({
    id: 'seal',
    outcome: 'ok',
    message: expect.stringMatching(/bubblewrap/),
  });
});

test('a machine on which nothing seals is not fit, and doctor says what is in the way', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-doctor-'));
  try {
    await writeFile(
      join(folder, 'bwrap'),
      '#!/bin/sh\necho "bwrap: setting up uid map: Permission denied" >&2\nexit 1\n',
    );
    await chmod(join(folder, 'bwrap'), 0o755);
    process.env.PATH = `${folder}:${PATH}`;
    expect(await checkSeal('unix:///nonexistent/other.sock')).toMatchObject({
      outcome: 'fail',
      message: expect.stringMatching(/uid map: Permission denied/),
      remedy: expect.stringMatching(/bubblewrap/),
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
