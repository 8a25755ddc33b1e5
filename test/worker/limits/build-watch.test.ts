import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { BuildWatch } from '../../../worker/limits/build-watch.ts';
import type { RunContext } from '../../../worker/stages/stage.ts';

const PATH = process.env.PATH;
afterEach(() => {
  process.env.PATH = PATH;
});

test('A look that fails does not end the watch: the next one finds what was written', async ({ onTestFinished }) => {
  const data = await mkdtemp(join(tmpdir(), 'dockgrade-watch-'));
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  await mkdir(join(data, 'overlay2'));
  // Nothing at all may be written, so each look measures.
  const limits = { disk: 0, pids: 10 };
  const context = { engine: { info: { data, uidBase: 0 } }, job: { assignment: { limits } } } as RunContext;
  let looks = 0;
  process.env.PATH = '/nowhere';
  await using watch = new BuildWatch(context, { name: null, folders: [] }, () => {
    looks += 1;
    return true;
  });
  await expect.poll(() => looks).toBeGreaterThan(0);
  await mkdir(join(data, 'overlay2', 'layer'));
  await writeFile(join(data, 'overlay2', 'layer', 'file'), 'x'.repeat(10_000));
  // Two more: at least one of them was to measure the layer, and had nothing to do it with.
  const before = looks;
  await expect.poll(() => looks).toBeGreaterThan(before + 2);
  process.env.PATH = PATH;
  await expect.poll(() => watch.signal.aborted).toBe(true);
  expect(await watch.end()).toEqual({ kind: 'disk', most: 0 });
});
