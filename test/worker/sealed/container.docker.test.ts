import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../../worker/engine/command.ts';
import type { ConnectedEngine } from '../../../worker/engine/connect.ts';
import { container } from '../../../worker/sealed/container.ts';
import { ensureComposeImage, ensureImage, type SealedImage } from '../../../worker/sealed/container-image.ts';
import { programAt } from '../../../worker/sealed/programs.ts';
import { prove } from '../../../worker/sealed/prove.ts';
import { LOADER } from '../../hostile/catalog/loader.ts';
import { threatOf } from '../../hostile/catalog/threat.ts';
import { openEngine } from '../../support/engine.ts';
import { PROBES } from '../../support/sealed-probe.ts';

let connection: ConnectedEngine;
let shell: SealedImage;
const images = new Set<string>();

beforeAll(async () => {
  connection = await openEngine();
  const signal = AbortSignal.timeout(60_000);
  shell = await ensureImage(host(), await programAt('/bin/bash', signal), signal);
  images.add(shell.image);
});
afterAll(async () => {
  await docker('rmi', ...images);
  await connection.release();
});

test('Compose reads in a container what it reads elsewhere', async ({ signal }) => {
  const { image, program } = await ensureComposeImage(host(), signal);
  images.add(image);
  await prove(container(host(), image, program), signal);
});

for (const [id, probe] of Object.entries(PROBES)) {
  test(`In a container: ${threatOf(LOADER, id as 'F170').attack}`, async ({ signal }) => {
    await probe(container(host(), shell.image, shell.program), signal);
  });
}

test('A container whose reader is not needed any more is removed', async () => {
  const controller = new AbortController();
  const call = { args: ['-c', 'while :; do :; done'], visible: [], folder: '/', variables: {} };
  const sealed = container(host(), shell.image, shell.program).run(call, controller.signal);
  await expect.poll(sealedContainers).not.toBe('');
  controller.abort(new Error('not needed any more'));
  await expect(sealed).rejects.toThrow('not needed any more');
  await expect.poll(sealedContainers).toBe('');
});

test('What the engine cannot do is no fault of the file', async ({ signal }) => {
  const call = { args: [], visible: [], folder: '/', variables: {} };
  const nowhere = container(host(), 'dockgrade/sealed:none', '/bin/bash').run(call, signal);
  await expect(nowhere).rejects.toMatchObject({ code: 'engine-failed' });
});

function host(): string {
  return connection.engine.info.host;
}

function sealedContainers(): Promise<string> {
  return docker('ps', '--quiet', '--filter', `ancestor=${shell.image}`);
}

async function docker(...args: string[]): Promise<string> {
  const signal = AbortSignal.timeout(60_000);
  const { stdout } = await run('docker', ['--host', host(), ...args], { signal, timeout: 60_000 });
  return stdout;
}
