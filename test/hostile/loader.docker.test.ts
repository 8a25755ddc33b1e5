import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aliasBomb, mappingBomb, portBomb } from '../support/bombs.ts';
import type { HostileFiles } from '../support/hostile.ts';
import { LOADER } from './catalog/loader.ts';
import { named, threatOf } from './catalog/threat.ts';
import { APP, leftOut, Reading, refusedFor, secondsOf } from './reading.ts';

let reading: Reading;
beforeAll(async () => {
  reading = await Reading.open();
});
afterAll(() => reading.close());

test(named(threatOf(LOADER, 'F01')), async () => {
  await withMark(async (mark) => {
    const env = `COMPOSE_EXPERIMENTAL_GIT_REMOTE=true\nGIT_SSH_COMMAND=touch ${mark}\n`;
    const run = await reading.read({
      'compose.yaml': `include: ["ssh://git@127.0.0.1:9/x/y.git"]\n${APP}`,
      '.env': env,
    });
    expect(refusedFor(run)).toEqual(['include-remote']);
    expect(existsSync(mark)).toBe(false);
  });
});

test(named(threatOf(LOADER, 'F02')), async () => {
  const run = await reading.read({
    'compose.yaml': APP,
    '.env': `DOCKER_HOST=tcp://127.0.0.1:${reading.worker.port}\n`,
  });
  expect(run.evidence.admit).toMatchObject({ outcome: 'admitted', notes: leftOut('DOCKER_HOST') });
  expect(reading.worker.callers).toEqual([]);
});

test(named(threatOf(LOADER, 'F03')), async () => {
  const run = await reading.read({
    'compose.yaml': `${APP}  hidden:\n    image: redis\n    profiles: [x]\n`,
    'evil.yml': 'services: { app: { image: redis, privileged: true } }\n',
    '.env': 'COMPOSE_FILE=evil.yml\nCOMPOSE_PROFILES=x\nCOMPOSE_PROJECT_NAME=other\n',
  });
  expect(run.evidence.admit).toMatchObject({
    outcome: 'admitted',
    notes: leftOut('COMPOSE_FILE', 'COMPOSE_PROFILES', 'COMPOSE_PROJECT_NAME'),
  });
  expect(run.evidence.resolve?.compose.files).toEqual(['compose.yaml']);
  expect(run.evidence.resolve?.services.map(({ name }) => name)).toEqual(['app']);
});

test(named(threatOf(LOADER, 'F04')), async () => {
  const names = ['LD_PRELOAD', 'PATH', 'BUILDX_BUILDER', 'DOCKER_CONFIG'];
  const env = names.map((name) => `${name}=${reading.canary.file}\n`).join('');
  const run = await reading.read({ 'compose.yaml': APP, '.env': env });
  expect(run.evidence.admit).toMatchObject({ outcome: 'admitted', notes: leftOut(...names) });
  const [note] = run.evidence.admit?.notes ?? [];
  expect(note?.message.es).not.toBe(note?.message.en);
});

test(named(threatOf(LOADER, 'F05')), async () => {
  const run = await reading.read({ 'compose.yaml': APP, '.env': { link: '/proc/self/environ' } });
  expect(refusedFor(run)).toEqual(['file-symlink']);
});

test(named(threatOf(LOADER, 'F06')), async () => {
  for (const path of ['../../etc/passwd', '/etc/passwd', reading.canary.file, '~/.ssh/id_rsa']) {
    expect(refusedFor(await reading.read({ 'compose.yaml': `${APP}    env_file: ${path}\n` }))).toEqual([
      'path-outside',
    ]);
  }
});

test(named(threatOf(LOADER, 'F08')), async () => {
  const said = async (path: string) => {
    const run = await reading.read({ 'compose.yaml': `${APP}    env_file: { path: ${path}, required: false }\n` });
    expect(refusedFor(run)).toEqual(['path-outside']);
    return JSON.stringify(run.evidence.resolve?.refusals).replaceAll(path, 'PATH');
  };
  expect(await said(`${reading.canary.file}-that-is-not-there`)).toBe(await said(reading.canary.file));
});

test(named(threatOf(LOADER, 'F09')), async () => {
  const files = { 'compose.yaml': `${APP}    env_file: e.env\n` };
  const large = await reading.read({ ...files, 'e.env': 'A=1\n'.repeat(12_500_000) });
  expect(refusedFor(large)).toEqual(['file-size']);
  expect(refusedFor(await reading.read({ ...files, 'e.env': { link: '/dev/zero' } }))).toEqual(['file-symlink']);
});

test(named(threatOf(LOADER, 'F13')), async () => {
  for (const link of ['/etc/passwd', reading.canary.file]) {
    expect(refusedFor(await reading.read({ 'compose.yaml': { link } }))).toEqual(['file-symlink']);
  }
});

test(named(threatOf(LOADER, 'F14')), async () => {
  const run = await reading.read({ 'compose.yaml': { link: '/dev/zero' } });
  expect(refusedFor(run)).toEqual(['file-symlink']);
  expect(secondsOf(run)).toBeLessThan(1);
});

test(named(threatOf(LOADER, 'F15')), async () => {
  for (const path of [
    'oci://evil/app',
    `http://127.0.0.1:${reading.worker.port}/compose.yaml`,
    `oci://127.0.0.1:${reading.worker.port}/x`,
  ]) {
    expect(refusedFor(await reading.read({ 'compose.yaml': `include: ["${path}"]\n${APP}` }))).toEqual([
      'include-remote',
    ]);
  }
  expect(reading.worker.callers).toEqual([]);
});

test(named(threatOf(LOADER, 'F16')), async () => {
  const run = await reading.read({ 'compose.yaml': `include: [../../other/compose.yml]\n${APP}` });
  expect(refusedFor(run)).toEqual(['path-outside']);
});

test(named(threatOf(LOADER, 'F17')), async () => {
  const level = (number: number): [string, string] => [`${number}.yaml`, `include: [${number + 1}.yaml]\n`];
  const deep = Object.fromEntries([1, 2, 3, 4, 5, 6].map(level));
  expect(refusedFor(await reading.read({ ...deep, 'compose.yaml': `include: [1.yaml]\n${APP}` }))).toEqual([
    'include-limit',
  ]);
  const cycle = { 'compose.yaml': `include: [a.yaml]\n${APP}`, 'a.yaml': 'include: [compose.yaml]\n' };
  expect(refusedFor(await reading.read(cycle))).toEqual(['include-limit']);
});

test(named(threatOf(LOADER, 'F18')), async () => {
  const run = await reading.read({ 'compose.yaml': `${APP}    extends: { file: /etc/x.yml, service: a }\n` });
  expect(refusedFor(run)).toEqual(['path-outside']);
});

test(named(threatOf(LOADER, 'F20')), async () => {
  const more = 'services:\n  app:\n    privileged: true\n';
  const run = await reading.read({ 'compose.yaml': APP, 'compose.override.yml': more });
  expect(refusedFor(run)).toEqual(['privileged']);
  expect(run.evidence.admit?.refusals[0]?.where).toEqual({ file: 'compose.override.yml', line: 3 });
  expect(run.evidence.resolve?.compose.files).toEqual(['compose.yaml', 'compose.override.yml']);
});

test(named(threatOf(LOADER, 'F22')), async () => {
  for (const value of ['!override true', '"true"', '${P:-true}']) {
    expect(refusedFor(await reading.read({ 'compose.yaml': `${APP}    privileged: ${value}\n` }))).toEqual([
      'privileged',
    ]);
  }
  // A word that Compose takes for no truth value is told as Compose tells it, and nothing runs.
  const yes = await reading.read({ 'compose.yaml': `${APP}    privileged: yes\n` });
  expect(yes.evidence.resolve?.compose.outcome === 'invalid' || refusedFor(yes).includes('privileged')).toBe(true);
  expect(yes.evidence.admit?.outcome).not.toBe('admitted');
});

test(named(threatOf(LOADER, 'F23')), async () => {
  const secret = 'services: { app: { image: redis, privileged: true } }\n';
  const ways: HostileFiles[] = [
    { 'compose.yaml': 'x-a: &x { privileged: true }\nservices:\n  app:\n    <<: *x\n    image: redis\n' },
    { 'compose.yaml': `${APP}    extends: { file: b.yaml, service: app }\n`, 'b.yaml': secret },
    { 'compose.yaml': 'include: [b.yaml]\nservices:\n  web: { image: redis }\n', 'b.yaml': secret },
    { 'compose.yaml': `${APP}---\nservices:\n  app:\n    privileged: true\n` },
  ];
  for (const files of ways) expect(refusedFor(await reading.read(files))).toEqual(['privileged']);
});

/** Files that grow without end once they are read, or take for ever to read. */
const BOMBS = [
  { id: 'F24', rule: 'yaml-limit', text: aliasBomb() },
  { id: 'F25', rule: 'yaml-limit', text: mappingBomb() },
  { id: 'F26', rule: 'yaml-limit', text: `x-a: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n${APP}` },
  { id: 'F27', rule: 'ports-limit', text: portBomb() },
] as const;

for (const { id, rule, text } of BOMBS) {
  test(named(threatOf(LOADER, id)), async () => {
    const run = await reading.read({ 'compose.yaml': text });
    expect(refusedFor(run)).toEqual([rule]);
    expect(secondsOf(run)).toBeLessThan(2);
  });
}

test(named(threatOf(LOADER, 'F28')), async () => {
  for (const text of [`${APP}    image: other\n`, `${APP}# \0\n`, Buffer.from(APP, 'utf16le').toString('latin1')]) {
    expect(refusedFor(await reading.read({ 'compose.yaml': text }))).toEqual(['yaml-invalid']);
  }
  const tab = await reading.read({ 'compose.yaml': 'services:\n\tapp: { image: redis }\n' });
  expect(tab.evidence.resolve?.compose).toMatchObject({ outcome: 'invalid', where: { line: 2 } });
  const mark = await reading.read({ 'compose.yaml': `\uFEFF${APP}` });
  expect(mark.evidence.admit?.outcome).toBe('admitted');
});

test(named(threatOf(LOADER, 'F31')), async () => {
  const names = {
    '--help': 'service-name',
    'a;id': 'invalid',
    '\u0430pp': 'invalid',
    '$(id)': 'yaml-key',
    ['a'.repeat(100)]: 'service-name',
    ['a'.repeat(300)]: 'yaml-key',
  };
  for (const [name, fate] of Object.entries(names)) {
    const run = await reading.read({ 'compose.yaml': `services:\n  "${name}":\n    image: redis\n` });
    const { outcome } = run.evidence.resolve?.compose ?? {};
    expect(outcome === 'invalid' ? ['invalid'] : refusedFor(run)).toEqual([fate]);
  }
});

test(named(threatOf(LOADER, 'F32')), async () => {
  const eleven = Array.from({ length: 11 }, (_, n) => `  s${n}: { image: redis }\n`).join('');
  expect(refusedFor(await reading.read({ 'compose.yaml': `services:\n${eleven}` }))).toEqual(['service-name']);
  for (const many of ['scale: 400', 'deploy: { replicas: 500 }']) {
    const run = await reading.read({ 'compose.yaml': `${APP}    ${many}\n` });
    expect(run.evidence.admit).toMatchObject({ outcome: 'admitted', notes: [{ rule: 'deploy', action: 'limit' }] });
  }
});

test(named(threatOf(LOADER, 'F33')), async () => {
  const missing = await reading.read({ 'README.md': 'nothing\n' });
  expect(missing.evidence.resolve?.compose.outcome).toBe('missing');
  for (const text of ['', 'version: "3"\n']) {
    const run = await reading.read({ 'compose.yaml': text });
    expect(run.evidence.resolve?.compose).toMatchObject({ outcome: 'invalid', message: expect.stringMatching(/./) });
  }
});

test(named(threatOf(LOADER, 'F178')), async () => {
  const evil = 'services: { app: { image: redis, privileged: true } }\n';
  const run = await reading.read({ 'docker-compose.yml': evil, 'compose.yaml': APP, 'compose.yml': evil });
  expect(run.evidence.resolve?.compose.files).toEqual(['compose.yaml']);
  expect(run.evidence.admit?.outcome).toBe('admitted');
});

/** Calls with a path where nothing may appear. */
async function withMark(use: (mark: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-mark-'));
  try {
    await use(join(folder, 'mark'));
  } finally {
    await rm(folder, { recursive: true });
  }
}
