import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ComposeModel } from '../../../worker/admission/model.ts';
import { verifyAdmitted } from '../../../worker/admission/verify.ts';
import { written } from '../../../worker/admission/written.ts';
import { sealFor } from '../../../worker/sealed/index.ts';
import { withChange } from '../../../worker/stack/changed-file.ts';

test('F244 a file with a change means to Compose what is meant, also where YAML has other line breaks', async ({
  signal,
}) => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'dockgrade-changed-')));
  try {
    const environment = { LINES: 'a \u0085 b \u2028 c', NOT_YAML: '\u007f\ufeff' };
    const app = { image: 'redis:7', environment, network_mode: 'none' as const };
    const parts = { networks: {}, volumes: {}, secrets: {}, configs: {} };
    const model: ComposeModel = { name: 'changed', services: { app }, ...parts };
    const file = join(folder, 'compose.json');
    await writeFile(file, written(model));
    const call = { project: 'changed', folder, files: [file], variables: {} };
    const changed = await withChange(folder, call, 'other.json', ({ services }) => {
      for (const service of Object.values(services)) service.command = ['other'];
    });
    expect(changed.files).toEqual([join(folder, 'other.json')]);
    const meant = { ...model, services: { app: { ...app, command: ['other'] } } };
    await verifyAdmitted(await sealFor(null), changed, meant, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
