import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sealFor } from '../../worker/sealed/index.ts';
import { type Load, loadSealed } from '../../worker/sealed/load.ts';
import { SEALED } from '../../worker/sealed/seal.ts';
import { aliasBomb, defaultsBomb, mappingBomb, portBomb } from '../support/bombs.ts';
import { Canary, listener } from '../support/canary.ts';
import { type HostileFiles, writeFiles } from '../support/hostile.ts';
import { LOADER } from './catalog/loader.ts';
import { named, threatOf } from './catalog/threat.ts';

const APP = 'services:\n  app:\n    image: redis\n';

// Everything here is given to Compose itself, past all checks of ours: the seal alone holds.

test(named(threatOf(LOADER, 'F10')), async ({ signal }) => {
  await using canary = await Canary.plant();
  const environment = [
    'WORKER_SECRET',
    'HOME',
    'PATH',
    'A=<${WORKER_SECRET}>',
    'B=<${HOME}${PATH}>',
    'C=<${OWN}>',
    'D=${PWD}',
  ];
  const load = await loadDirectly(
    { 'compose.yaml': `${APP}    environment: ${JSON.stringify(environment)}\n` },
    signal,
  );
  canary.expectNowhereIn(load);
  expect(appOf(load)).toMatchObject({
    environment: { WORKER_SECRET: null, HOME: null, PATH: null, A: '<>', B: '<>', C: '<mine>', D: '/checkout' },
  });
});

test(named(threatOf(LOADER, 'F11')), async ({ signal }) => {
  await using canary = await Canary.plant();
  const text = 'services:\n  app:\n    build: { context: ., args: [WORKER_SECRET, OWN] }\n';
  const load = await loadDirectly({ 'compose.yaml': text }, signal);
  canary.expectNowhereIn(load);
  expect(appOf(load)).toMatchObject({ build: { args: { OWN: 'mine' } } });
});

describe(named(threatOf(LOADER, 'F179')), () => {
  test.for([
    ['a list of aliases', aliasBomb()],
    ['a mapping of aliases', mappingBomb()],
    ['every port', portBomb()],
    ['defaults within defaults', defaultsBomb()],
    ['a text of 100 MB', `${APP}    command: "${'x'.repeat(100_000_000)}"\n`],
  ] as const)('%s', async ([, text], { signal }) => {
    const load = await loadDirectly({ 'compose.yaml': text }, signal);
    expect(['out-of-time', 'out-of-memory']).toContain(load.outcome);
    expect(load.said).toBe('');
  });

  test('a file without end', async ({ signal }) => {
    const load = await loadDirectly({ 'compose.yaml': { link: '/dev/zero' } }, signal);
    expect(load.outcome).toBe('refused');
  });

  test('more than what is kept of the answer', async ({ signal }) => {
    const services = Array.from({ length: 60 }, (_, n) => `  s${n}: { image: redis, environment: { A: *long } }\n`);
    const text = `x-long: &long "${'x'.repeat(200_000)}"\nservices:\n${services.join('')}`;
    expect(text.length).toBeLessThan(SEALED.output);
    expect((await loadDirectly({ 'compose.yaml': text }, signal)).outcome).toBe('too-long');
  });

  test('files of the machine', async ({ signal }) => {
    await using canary = await Canary.plant();
    const ways: HostileFiles[] = [
      ...[canary.file, `../../../../../..${canary.file}`, 'link'].map((path) => ({
        'compose.yaml': `${APP}    env_file: [{ path: ${path}, required: true }]\n`,
        link: { link: canary.file },
      })),
      { 'compose.yaml': `${APP}    env_file: /proc/self/environ\n` },
      { 'compose.yaml': `${APP}    label_file: ${canary.file}\n` },
      { 'compose.yaml': `${APP}    extends: { file: ${canary.file}, service: app }\n` },
      { 'compose.yaml': `include: [${canary.file}]\n${APP}` },
      { 'compose.yaml': { link: canary.file } },
    ];
    for (const files of ways) {
      const load = await loadDirectly(files, signal);
      expect(load.outcome).toBe('refused');
      expect(load.said).toMatch(/not found|no such file|permission denied|not exist/);
      canary.expectNowhereIn(load);
    }
  });

  test('servers', async ({ signal }) => {
    await using worker = await listener();
    const git = { COMPOSE_EXPERIMENTAL_GIT_REMOTE: 'true', COMPOSE_EXPERIMENTAL_OCI_REMOTE: 'true' };
    const address = `127.0.0.1:${worker.port}`;
    for (const path of [`oci://${address}/x`, `http://${address}/x.git`, `ssh://git@${address}/x/y.git`]) {
      const text = `include: ["${path}"]\n${APP}`;
      const load = await loadDirectly({ 'compose.yaml': text }, signal, { ...git, DOCKER_HOST: `tcp://${address}` });
      expect(load.outcome).not.toBe('read');
    }
    expect(worker.callers).toEqual([]);
  });

  test('paths of the machine', async ({ signal }) => {
    for (const more of [
      'env_file: missing.env',
      'env_file: ../missing.env',
      'extends: { file: ../missing.yaml, service: a }',
    ]) {
      const load = await loadDirectly({ 'compose.yaml': `${APP}    ${more}\n` }, signal);
      expect(load.outcome).toBe('refused');
      expect(load.said).toContain('missing');
      expect(load.said).not.toContain(tmpdir());
    }
  });
});

/** Loads a repository in a folder beside which lies nothing; `OWN` is the one variable that it is given. */
async function loadDirectly(
  files: HostileFiles,
  signal: AbortSignal,
  more: Record<string, string> = {},
): Promise<Load> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'dockgrade-direct-')));
  try {
    const root = join(folder, 'repository');
    await mkdir(root);
    await writeFiles(root, files);
    const variables = { OWN: 'mine', ...more };
    const call = {
      project: 'direct',
      root,
      folder: root,
      files: [join(root, 'compose.yaml')],
      visible: [root],
      variables,
    };
    return await loadSealed(await sealFor(null), call, signal);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function appOf(load: Load): unknown {
  if (load.outcome !== 'read') throw new Error(`${load.outcome}: ${load.said}`);
  return (load.model as { services: { app: unknown } }).services.app;
}
