import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, type TestContext, test } from 'vitest';
import type { Rebuild } from '../../../src/core/evidence/index.ts';
import { rebuildDrill } from '../../../worker/drills/rebuild.ts';
import type { ConnectedEngine } from '../../../worker/engine/connect.ts';
import { type Built, builtSubmission, folderWith } from '../../support/built.ts';
import { openEngine } from '../../support/engine.ts';
import { SMALL_BASE } from '../../support/small-submission.ts';

let connection: ConnectedEngine;
beforeAll(async () => {
  connection = await openEngine();
});
afterAll(() => connection.release());

/** Stands for an installation of dependencies: what must not come again. */
const INSTALL = 'RUN cp package.json /installed';
const FILES = {
  'docker-compose.yml': 'services: { web: { build: . } }\n',
  'package.json': '{ "name": "small", "main": "src/server.js" }\n',
  'src/server.js': 'console.log(1);\n',
};
const GOOD = ['WORKDIR /app', 'COPY package.json ./', INSTALL, 'COPY . .', 'CMD ["node", "src/server.js"]'];
const BAD = ['WORKDIR /app', 'COPY . .', INSTALL, 'CMD ["node", "src/server.js"]'];

describe.concurrent('After a comment was added to a source file', () => {
  test('the installation comes from the cache where its manifest was copied first, twice in a row', async (context) => {
    const built = await build(context, { ...FILES, Dockerfile: dockerfile(GOOD) });
    for (const round of [1, 2]) {
      const [rebuild] = await rebuilt(built);
      context.expect(rebuild, `round ${round}`).toMatchObject({ service: 'web', file: 'src/server.js', log: '' });
      context.expect(rebuild && cached(rebuild), `round ${round}`).toEqual({ 2: true, 3: true, 4: true, 5: false });
    }
    context.expect(await built.end()).toBe(0);
  });

  test('it is carried out again where everything was copied first, twice in a row', async (context) => {
    const built = await build(context, { ...FILES, Dockerfile: dockerfile(BAD) });
    for (const round of [1, 2]) {
      const [rebuild] = await rebuilt(built);
      context.expect(rebuild && cached(rebuild), `round ${round}`).toEqual({ 2: true, 3: false, 4: false });
    }
    context.expect(await built.end()).toBe(0);
  });

  test('a file that never reaches the image is passed over for one that does', async (context) => {
    const late = 'RUN --mount=type=bind,source=lib,target=/mnt cp -r /mnt /lib';
    const files = { 'main.py': 'print(1)\n', 'lib/users.py': 'print(2)\n' };
    const Dockerfile = dockerfile([late]);
    const built = await build(context, { ...FILES, ...files, Dockerfile });
    context.expect(await rebuilt(built)).toMatchObject([{ file: 'lib/users.py', outcome: 'rebuilt' }]);
  });

  test('nothing is said where no source is copied at all', async (context) => {
    const built = await build(context, { ...FILES, Dockerfile: dockerfile(['COPY package.json /', INSTALL]) });
    context.expect(await rebuilt(built)).toMatchObject([{ file: null, outcome: 'no-source', steps: [] }]);
  });

  test('a build that fails now is a fact, with the end of its log', async (context) => {
    const lint = 'RUN if tail -n 1 src/server.js | grep -q "^//"; then echo no comments, please; exit 3; fi';
    const built = await build(context, { ...FILES, Dockerfile: dockerfile(['WORKDIR /app', 'COPY . .', lint]) });
    const [rebuild] = await rebuilt(built);
    context.expect(rebuild).toMatchObject({ file: 'src/server.js', outcome: 'failed' });
    context.expect(rebuild?.log).toContain('no comments, please');
  });
});

describe.concurrent('The build that is repeated may', () => {
  test('lie in a folder of its own, with its Dockerfile elsewhere', async (context) => {
    const compose = 'services: { web: { build: { context: ./api, dockerfile: ../docker/web.Dockerfile } } }\n';
    const source = {
      'api/package.json': '{}',
      'api/.dockerignore': 'app.js\n',
      'api/app.js': '1\n',
      'api/main.js': '2\n',
    };
    const files = { 'docker-compose.yml': compose, 'docker/web.Dockerfile': dockerfile(GOOD), ...source };
    const [rebuild] = await rebuilt(await build(context, files));
    context.expect(rebuild).toMatchObject({ file: 'api/main.js', outcome: 'rebuilt' });
    context.expect(rebuild && cached(rebuild)).toEqual({ 2: true, 3: true, 4: true, 5: false });
  });

  test('stand in the Compose file and copy from another context', async (context) => {
    const inline = [`FROM ${SMALL_BASE}`, 'COPY --from=code . /code'].map((line) => `          ${line}`).join('\n');
    const compose = `services:
  web:
    build:
      context: ./empty
      additional_contexts: { code: ./code, other: 'service:other' }
      dockerfile_inline: |
${inline}
  other: { build: ./code }
`;
    const code = { 'code/app.py': 'print(1)\n', 'code/Dockerfile': dockerfile(['COPY . /x']), 'empty/keep': '' };
    const built = await build(context, { 'docker-compose.yml': compose, ...code });
    context.expect(await rebuilt(built)).toMatchObject([
      { service: 'other', file: 'code/app.py', outcome: 'rebuilt' },
      { service: 'web', file: 'code/app.py', outcome: 'rebuilt' },
    ]);
    context.expect(await built.end()).toBe(0);
  });

  test('serve two services, and is repeated once', async (context) => {
    const compose = 'services: { web: { build: . }, jobs: { build: ., command: [node, jobs.js] } }\n';
    const built = await build(context, { ...FILES, 'docker-compose.yml': compose, Dockerfile: dockerfile(GOOD) });
    context.expect((await rebuilt(built)).length).toBe(1);
  });
});

test('The stack keeps its images, and the files that are mounted into it stay as they are', async (context) => {
  const { expect } = context;
  const built = await build(context, { ...FILES, Dockerfile: dockerfile(BAD) });
  const { engine } = connection;
  const before = await engine.owned(built.context.job.id, context.signal);
  const text = await readFile(join(built.context.folder, 'context/src/server.js'), 'utf8');
  await rebuilt(built);
  expect(await engine.owned(built.context.job.id, context.signal)).toEqual(before);
  expect(await readFile(join(built.context.folder, 'context/src/server.js'), 'utf8')).toBe(text);
});

async function build(context: TestContext, files: Readonly<Record<string, string>>): Promise<Built> {
  return builtSubmission(context, connection.engine, await folderWith(context, files));
}

async function rebuilt({ context, evidence }: Built): Promise<Rebuild[]> {
  return (await rebuildDrill(context, evidence)) ?? [];
}

/** Line → whether it came from the cache. */
function cached({ steps }: Rebuild): Record<string, boolean> {
  return Object.fromEntries(steps.map(({ line, cached }) => [line, cached]));
}

function dockerfile(lines: readonly string[]): string {
  return [`FROM ${SMALL_BASE}`, ...lines, ''].join('\n');
}
