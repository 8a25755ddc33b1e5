import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { locator } from '../../../worker/compose/locate.ts';
import { loadModel } from '../../../worker/resolve/load.ts';
import { sealFor } from '../../../worker/sealed/index.ts';

describe('Compose says what is wrong with a file, and we say where', () => {
  test.for([
    ['a wrong indentation', 'services:\n  web:\n    image: x\n   ports: 3\n', /did not find expected key/, 4],
    ['a tab', 'services:\n\tweb: 1\n', /cannot start any token/, 2],
    ['a value of the wrong type', 'services:\n  web:\n    image: x\n    ports: 3\n', /services\.web\.ports/, 4],
    ['a key that does not exist', 'services:\n  web:\n    image: x\n    imagee: x\n', /imagee/, 4],
    ['a key at the wrong level', 'services: {}\nweb:\n  image: x\n', /web/, 2],
    [
      'a service that is not there',
      'services:\n  web:\n    image: x\n    depends_on: [db]\n',
      /undefined service "db"/,
      2,
    ],
    [
      'a volume that is not declared',
      'services:\n  web:\n    image: x\n    volumes: ["data:/x"]\n',
      /undefined volume data/,
      2,
    ],
    ['a variable that must be set', 'services:\n  web:\n    image: "x:${TAG?set TAG}"\n', /set TAG/, 3],
  ] as const)('%s', async ([, text, message, line], { signal }) => {
    expect(await load(text, signal)).toMatchObject({
      ok: false,
      message: expect.stringMatching(message),
      where: { file: 'docker-compose.yml', line },
    });
  });
});

test('Nothing of the environment of this process reaches the file', async ({ signal }) => {
  process.env.DOCKGRADE_CANARY = 'sings';
  const text = 'services:\n  web:\n    image: "x:${DOCKGRADE_CANARY}"\n    environment: [DOCKGRADE_CANARY]\n';
  const loaded = await load(text, signal);
  expect(loaded).toMatchObject({ ok: true, warnings: [expect.stringContaining('DOCKGRADE_CANARY')] });
  expect(JSON.stringify(loaded)).not.toContain('sings');
});

test('What Compose says names no path of this machine', async ({ signal }) => {
  const loaded = await load('services:\n  web:\n    image: x\n    env_file: .env.dev\n', signal);
  expect(loaded).toMatchObject({ ok: false, message: expect.stringContaining('env file .env.dev not found') });
  expect(JSON.stringify(loaded)).not.toContain(tmpdir());
});

async function load(text: string, signal: AbortSignal) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'dockgrade-load-')));
  try {
    const file = join(folder, 'docker-compose.yml');
    await writeFile(file, text);
    const locate = locator([{ file: 'docker-compose.yml', text }]);
    const call = { project: 'load', folder, files: [file], variables: {}, root: folder, visible: [folder] };
    return await loadModel(await sealFor(null), call, locate, signal);
  } finally {
    await rm(folder, { recursive: true });
  }
}
