import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { locator } from '../../../worker/compose/locate.ts';
import { readDockerfile } from '../../../worker/resolve/dockerfiles.ts';

const nowhere = locator([{ file: 'compose.yml', text: 'services:\n  web:\n    build: .\n' }]);

test('Each FROM is a stage, with its line and its tag', async () => {
  const facts = await read(
    '# comment\nFROM node:24 AS build\nRUN npm ci\n\nFROM node:24-slim\nCOPY --from=build /app /app\n',
  );
  expect(facts?.stages).toEqual([
    {
      name: 'build',
      internal: false,
      from: { reference: 'node:24', tag: '24', digest: false, where: { file: 'Dockerfile', line: 2 } },
    },
    {
      name: null,
      internal: false,
      from: { reference: 'node:24-slim', tag: '24-slim', digest: false, where: { file: 'Dockerfile', line: 5 } },
    },
  ]);
});

test('A FROM that names an earlier stage, or scratch, is internal', async () => {
  const facts = await read('FROM node:24 AS base\nFROM base AS app\nFROM scratch\n');
  expect(facts?.stages.map(({ internal }) => internal)).toEqual([false, true, true]);
});

test('Arguments before the first FROM are put in, given ones above defaults', async () => {
  const text = 'ARG NODE=22\nARG KIND=slim\nFROM node:${NODE}-$KIND\n';
  expect((await read(text))?.stages[0]?.from.reference).toBe('node:22-slim');
  expect((await read(text, { NODE: '24' }))?.stages[0]?.from.reference).toBe('node:24-slim');
});

test('Instructions keep their keyword, options, line and stage', async () => {
  const facts = await read('FROM node:24\nWORKDIR /app\ncopy --chown=node . .\n');
  const copy = { keyword: 'COPY', text: '. .', flags: ['--chown=node'], line: 3, stage: 0 };
  expect(facts?.instructions.at(-1)).toEqual(copy);
});

test('A Dockerfile that is not there is a fact', async () => {
  expect(await read(null)).toEqual({ service: 'web', file: 'Dockerfile', exists: false, stages: [], instructions: [] });
});

test('A Dockerfile that is a link to a file of the machine is not read', async () => {
  expect(await read('/etc/passwd', {}, true)).toMatchObject({ exists: false, instructions: [] });
});

test('A service without a build has none', async () => {
  const model = { image: 'postgres:15', ports: [], expose: [], depends_on: {}, volumes: [] };
  expect(await readDockerfile('/', 'db', model, nowhere)).toBeNull();
});

async function read(text: string | null, args: Record<string, string> = {}, link = false) {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-dockerfile-'));
  try {
    if (text !== null)
      await (link ? symlink : (to: string, path: string) => writeFile(path, to))(text, join(folder, 'Dockerfile'));
    const model = { build: { context: folder, args }, ports: [], expose: [], depends_on: {}, volumes: [] };
    return await readDockerfile(folder, 'web', model, nowhere);
  } finally {
    await rm(folder, { recursive: true });
  }
}
