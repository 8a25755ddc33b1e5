import { afterAll, beforeAll, describe, type TestContext, test } from 'vitest';
import type { ImageFacts } from '../../../src/core/evidence/index.ts';
import type { ConnectedEngine } from '../../../worker/engine/connect.ts';
import { builtSubmission, folderWith } from '../../support/built.ts';
import { openEngine } from '../../support/engine.ts';
import { SMALL_BASE } from '../../support/small-submission.ts';

let connection: ConnectedEngine;
beforeAll(async () => {
  connection = await openEngine();
});
afterAll(() => connection.release());

const COMPOSE = 'services: { web: { build: . } }\n';

describe.concurrent('Looked up in a finished image are', () => {
  test('compilers and package lists that its instructions brought in', async (context) => {
    const install = 'RUN apt-get update && apt-get install -y --no-install-recommends make';
    const image = await built(context, { Dockerfile: dockerfile(SMALL_BASE, [install]) });
    context.expect(image?.contains).toEqual([
      { path: '/usr/bin/make', kind: 'compiler', name: 'make' },
      { path: '/var/lib/apt/lists/partial', kind: 'package-lists', name: 'apt' },
    ]);
  });

  test('a compiler that an image for it brought along', async (context) => {
    const image = await built(context, { Dockerfile: dockerfile('golang:1.24', ['COPY . /app']) });
    context.expect(image?.contains).toMatchObject([{ kind: 'compiler', name: 'go' }]);
  });

  test('development dependencies, and what npm kept', async (context) => {
    const manifest = { dependencies: { ms: '2.1.3' }, devDependencies: { 'is-number': '7.0.0', ms: '2.1.3' } };
    const files = { 'package.json': JSON.stringify({ name: 'x', version: '1.0.0', ...manifest }) };
    const lines = ['WORKDIR /app', 'COPY package.json ./', 'RUN npm install'];
    const image = await built(context, { ...files, Dockerfile: dockerfile('node:24-bookworm-slim', lines) });
    context.expect(image?.contains).toEqual([
      { path: '/root/.npm/_cacache', kind: 'package-cache', name: 'npm' },
      { path: '/app/node_modules/is-number', kind: 'development-dependency', name: 'is-number' },
    ]);
  });

  test('none of these where they stayed in an earlier stage', async (context) => {
    const lines = [
      `AS build`,
      'RUN touch /usr/bin/gcc # apt',
      `FROM ${SMALL_BASE}`,
      'COPY --from=build /etc/hostname /x',
    ];
    const image = await built(context, { Dockerfile: dockerfile(`${SMALL_BASE} ${lines[0]}`, lines.slice(1)) });
    context.expect(image).toMatchObject({ contains: [], secrets: [], fromClone: [] });
  });

  test('secrets, by name and place, and their values nowhere', async (context) => {
    const compose = `services:
  web: { build: { context: ., args: { NPM_TOKEN: sesame-1 } }, secrets: [db] }
secrets: { db: { file: ./db.txt } }
`;
    const lines = [
      'ARG NPM_TOKEN',
      'ENV DB_PASSWORD=sesame-2',
      'RUN echo "API_KEY=sesame-3" > /cfg && echo $NPM_TOKEN',
      'COPY . /app',
    ];
    const files = { '.env': 'POSTGRES_PASSWORD=sesame-4\nPORT=1\n', 'db.txt': 'sesame-5', '.env.example': 'A_KEY=x\n' };
    const all = { ...files, 'docker-compose.yml': compose, Dockerfile: dockerfile(SMALL_BASE, lines) };
    const { evidence } = await builtSubmission(context, connection.engine, await folderWith(context, all));
    context.expect(evidence.build.builds[0]?.image?.secrets).toMatchObject([
      { name: 'DB_PASSWORD', via: 'environment', where: { file: 'Dockerfile', line: 3 } },
      { name: 'NPM_TOKEN', via: 'build-argument', where: { file: 'Dockerfile', line: 2 } },
      { name: 'API_KEY', via: 'instruction', where: { file: 'Dockerfile', line: 4 } },
      { name: 'POSTGRES_PASSWORD', via: 'file', at: '/app/.env', where: { file: '.env' } },
      { name: 'db', via: 'file', at: '/app/db.txt', where: { file: 'db.txt' } },
    ]);
    context.expect(JSON.stringify(evidence.build)).not.toContain('sesame');
  });
});

async function built(context: TestContext, files: Readonly<Record<string, string>>): Promise<ImageFacts | null> {
  const folder = await folderWith(context, { 'docker-compose.yml': COMPOSE, ...files });
  const { evidence } = await builtSubmission(context, connection.engine, folder);
  return evidence.build.builds[0]?.image ?? null;
}

function dockerfile(base: string, lines: readonly string[]): string {
  return [`FROM ${base}`, ...lines, ''].join('\n');
}
