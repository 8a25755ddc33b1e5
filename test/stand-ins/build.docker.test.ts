import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { acquireOwnEngine } from '../../worker/engine/own/index.ts';
import { ensureStandIns } from '../../worker/engine/own/stand-ins.ts';
import { temporaryHome } from '../engine/own/machine.ts';

test('an image that nothing stands for is passed over, and costs nothing', async () => {
  await using place = await temporaryHome();
  const { host, release } = await acquireOwnEngine({ home: place.home, say: () => undefined });
  const said: string[] = [];
  const images = ['example.org/node:24', 'node:1', 'library/unknown'];
  expect(
    await ensureStandIns({ host, images, say: (line) => said.push(line), signal: new AbortController().signal }),
  ).toEqual([]);
  expect(said).toEqual([]);
  await release();
});

test('a build that is cancelled leaves no file, no process and no image behind', async () => {
  await using place = await temporaryHome();
  const { host, release } = await acquireOwnEngine({ home: place.home, say: () => undefined });
  const cancel = new AbortController();
  const reason = new Error('enough');
  const building = ensureStandIns({
    host,
    images: ['docker.io/library/node'],
    say: () => undefined,
    signal: cancel.signal,
  });
  building.catch(() => undefined);
  while ((await debootstraps()) === '') await new Promise(setImmediate);
  cancel.abort(reason);
  await expect(building).rejects.toBe(reason);
  expect(readdirSync(tmpdir()).filter((name) => /^dockgrade-(base|stand-in)-/.test(name))).toEqual([]);
  expect(await debootstraps()).toBe('');
  expect((await execa('docker', ['--host', host, 'image', 'ls', '--quiet'])).stdout).toBe('');
  await release();
});

async function debootstraps(): Promise<string> {
  return (await execa('pgrep', ['debootstrap'], { reject: false })).stdout;
}
