import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { openEngine } from '../support/engine.ts';

test('a Redis of our own in a container has a password, replaces the one before it, and leaves nothing', async () => {
  const { engine, release } = await openEngine();
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-own-redis-'));
  try {
    await engine.prepare(['redis:7'], new AbortController().signal, () => undefined);
    const { host, netns } = engine.info;
    const program = [process.execPath, join(import.meta.dirname, 'fixtures', 'container.ts'), folder, host];
    // An engine of dockgrade's own has a network of its own: its loopback is not ours.
    const [command = '', ...args] = netns === null ? program : ['nsenter', `--net=${netns}`, ...program];
    const { stdout } = await execa(command, args, { timeout: 120_000 });
    expect(JSON.parse(stdout)).toEqual({
      url: expect.stringMatching(/^redis:\/\/:[0-9a-f]{64}@127\.0\.0\.1:\d+$/),
      there: 1,
      state: 'waiting',
      refused: 'queue-unreachable',
      left: 0,
    });
  } finally {
    await release();
    await rm(folder, { recursive: true, force: true });
  }
});
