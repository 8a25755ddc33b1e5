import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sealFor } from '../../../worker/sealed/index.ts';
import { loadSealed } from '../../../worker/sealed/load.ts';
import type { Seal } from '../../../worker/sealed/seal.ts';

const TEXT = `services:
  app:
    build:
      context: ./app
      additional_contexts: { more: ./more, other: 'docker-image://redis' }
    working_dir: /checkout/app
    environment: { WHERE: /checkout, GIVEN: "\${GIVEN}" }
    volumes: ["./data:/checkout/data", "\${PWD}/pwd:/pwd", "named:/named", "/etc:/etc"]
    develop: { watch: [{ action: sync, path: ./app, target: /checkout }] }
    secrets: [password]
    configs: [settings]
secrets: { password: { file: ./password.txt } }
configs: { settings: { file: ./settings.txt } }
volumes: { named: { driver: local, driver_opts: { type: none, o: bind, device: ./device } } }
`;

test('Paths of a model are those of the machine, and nothing else is changed', async ({ signal }) => {
  await using repository = await folder();
  const { root } = repository;
  await writeFile(join(root, 'compose.yaml'), TEXT);
  const variables = { GIVEN: 'two\nlines "quoted" = $HOME' };
  const call = {
    project: 'paths',
    root,
    folder: root,
    files: [join(root, 'compose.yaml')],
    visible: [root],
    variables,
  };
  const load = await loadSealed(await sealFor(null), call, signal);
  expect(load).toMatchObject({
    outcome: 'read',
    model: {
      services: {
        app: {
          build: {
            context: `${root}/app`,
            additional_contexts: { more: `${root}/more`, other: 'docker-image://redis' },
          },
          working_dir: '/checkout/app',
          environment: { WHERE: '/checkout', GIVEN: 'two\nlines "quoted" = $$HOME' },
          volumes: [
            { source: `${root}/data`, target: '/checkout/data' },
            { source: `${root}/pwd`, target: '/pwd' },
            { source: 'named', target: '/named' },
            { source: '/etc', target: '/etc' },
          ],
          develop: { watch: [{ path: `${root}/app`, target: '/checkout' }] },
        },
      },
      secrets: { password: { file: `${root}/password.txt` } },
      configs: { settings: { file: `${root}/settings.txt` } },
      volumes: { named: { driver_opts: { device: `${root}/device` } } },
    },
  });
});

test('Nothing is read but what was made visible', async ({ signal }) => {
  await using repository = await folder();
  const { root } = repository;
  const seal = await sealFor(null);
  await writeFile(join(root, 'beside.env'), 'BESIDE=1\n');
  const file = join(root, 'compose.yaml');
  await writeFile(file, 'services: { app: { image: redis, env_file: beside.env } }\n');
  const call = { project: 'seen', root, folder: root, files: [file], variables: {} };
  const alone = await loadSealed(seal, { ...call, visible: [file] }, signal);
  expect(alone).toMatchObject({ outcome: 'refused', said: expect.stringMatching(/beside\.env/) });
  expect(await loadSealed(seal, { ...call, visible: [root] }, signal)).toMatchObject({ outcome: 'read' });
  await expect(loadSealed(seal, { ...call, visible: [tmpdir()] }, signal)).rejects.toThrow(/would not hold/);
});

test('A machine that is too busy to read a file is no fault of the file', async ({ signal }) => {
  const result = { exitCode: null, stdout: '', stderr: '', timedOut: true, seconds: 15 };
  const busy: Seal = { kind: 'bubblewrap', run: async () => result };
  const call = { project: 'busy', root: '/r', folder: '/r', files: [], visible: [], variables: {} };
  await expect(loadSealed(busy, call, signal)).rejects.toMatchObject({ code: 'deadline-exceeded' });
});

test('An abort ends the loader', async () => {
  await using repository = await folder();
  const { root } = repository;
  const file = join(root, 'compose.yaml');
  await writeFile(file, `x: "${'x'.repeat(50_000_000)}"\nservices: { app: { image: redis } }\n`);
  const controller = new AbortController();
  const call = { project: 'abort', root, folder: root, files: [file], visible: [root], variables: {} };
  const load = loadSealed(await sealFor(null), call, controller.signal);
  controller.abort(new Error('not needed any more'));
  await expect(load).rejects.toThrow('not needed any more');
});

async function folder(): Promise<AsyncDisposable & { root: string }> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'dockgrade-load-')));
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
}
