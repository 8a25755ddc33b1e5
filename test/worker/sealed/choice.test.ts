import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { sealFor } from '../../../worker/sealed/index.ts';
import { prove } from '../../../worker/sealed/prove.ts';
import type { Seal } from '../../../worker/sealed/seal.ts';

const PATH = process.env.PATH;
afterEach(() => {
  process.env.PATH = PATH;
});

test('Where nothing seals, nothing is read; what was in the way may be gone at the next try', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-no-bwrap-'));
  try {
    await writeFile(
      join(folder, 'bwrap'),
      '#!/bin/sh\necho "bwrap: No permissions to create new namespace" >&2\nexit 1\n',
    );
    await chmod(join(folder, 'bwrap'), 0o755);
    process.env.PATH = `${folder}:${PATH}`;
    await expect(sealFor('unix:///nonexistent/docker.sock')).rejects.toMatchObject({
      code: 'sandbox-missing',
      message: expect.stringMatching(/bubblewrap: .*No permissions.*container: /),
    });
    process.env.PATH = PATH;
    expect((await sealFor('unix:///nonexistent/docker.sock')).kind).toBe('bubblewrap');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('A seal that lets more be seen than it should does not count', async ({ signal }) => {
  const answer = (environment: object) => fake(JSON.stringify({ services: { proof: { environment } } }));
  await expect(prove(answer({ GIVEN: 'yes', PATH: null }), signal)).resolves.toBeUndefined();
  await expect(prove(answer({ GIVEN: 'yes', PATH: '/usr/bin' }), signal)).rejects.toThrow(/does not hold/);
  await expect(prove(answer({ GIVEN: 'yes', PATH: null, BESIDE: 'seen' }), signal)).rejects.toThrow(/does not hold/);
  await expect(prove(answer({}), signal)).rejects.toThrow(/does not hold/);
});

/** A seal whose program answers this. */
function fake(stdout: string): Seal {
  const result = { exitCode: 0, stdout, stderr: '', timedOut: false, seconds: 0 };
  return { kind: 'bubblewrap', run: async () => result };
}
