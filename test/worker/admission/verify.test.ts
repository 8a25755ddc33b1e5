import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyAdmitted } from '../../../worker/admission/verify.ts';
import { sealFor } from '../../../worker/sealed/index.ts';
import { admitted } from './support/compose.ts';

const STACK = { 'compose.yaml': 'services: { app: { image: "node:24", environment: { PRICE: "5$$" } } }\n' };

test('What was admitted is what Compose understands', async ({ signal }) => {
  await expect(verify(signal, (text) => text)).resolves.toBeUndefined();
});

test('A file that says more than what was admitted does not run', async ({ signal }) => {
  const more = (text: string) => text.replace('"image":', '"privileged": true, "image":');
  await expect(verify(signal, more)).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringContaining('/services/app/privileged'),
  });
});

test('A file that Compose cannot load does not run', async ({ signal }) => {
  await expect(verify(signal, () => 'services: [')).rejects.toMatchObject({ code: 'internal' });
});

async function verify(signal: AbortSignal, change: (text: string) => string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-verify-'));
  try {
    const { model } = await admitted(STACK, signal);
    const file = join(folder, 'compose.json');
    await writeFile(file, change(JSON.stringify(model)));
    const call = { project: model.name, folder, files: [file], variables: {} };
    await verifyAdmitted(await sealFor(null), call, model, signal);
  } finally {
    await rm(folder, { recursive: true });
  }
}
