import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deliveryOf } from './repository.ts';

const COMPOSE_UP = 'up:\n\tdocker compose up -d\n';

describe('A README names the command that starts the stack', () => {
  test.for([
    ['plainly', { 'README.md': '# App\n\nRun `docker compose up --build`.\n' }, 3],
    ['in the old spelling', { 'readme.txt': 'docker-compose up\n' }, 1],
    ['with options before it', { 'README.md': '    docker compose -f deploy/compose.yml --profile dev up -d\n' }, 1],
    ['in Spanish', { 'LEEME.md': '# Hola\nEjecuta `docker compose up`\n' }, 2],
    ['in a translated README', { 'README.es.md': 'docker compose up\n' }, 1],
    ['in a folder', { 'backend/README.md': 'docker compose up\n' }, 1],
    ['by a make target that does it', { 'README.md': '\n`make up`\n', Makefile: COMPOSE_UP }, 2],
    ['by a script that does it', { 'README.md': './start.sh\n', 'start.sh': 'docker compose up\n' }, 1],
    [
      'by an npm script',
      { 'README.md': 'npm run dev\n', 'package.json': '{"scripts":{"dev":"docker compose up"}}' },
      1,
    ],
  ] as const)('%s', async ([, files, line]) => {
    const { readmes } = await deliveryOf(files);
    expect(readmes).toHaveLength(1);
    expect(readmes[0]?.commands.map((command) => command.line)).toEqual([line]);
  });

  test.for([
    ['other commands', { 'README.md': 'npm install && npm start\n' }],
    ['the word alone', { 'README.md': 'docker compose is used. Hurry up!\n'.replace('. Hurry up', '; hurry, up') }],
    ['taking it down', { 'README.md': 'docker compose down\n' }],
    ['make, where make does something else', { 'README.md': '`make up`\n', Makefile: 'up:\n\tnpm start\n' }],
  ] as const)('not by %s', async ([, files]) => {
    expect((await deliveryOf(files)).readmes).toMatchObject([{ file: 'README.md', commands: [] }]);
  });
});

test('Neither dependencies nor links out of the repository are read', async () => {
  const outside = join(import.meta.dirname, 'readmes.test.ts');
  const files = { 'node_modules/x/README.md': 'docker compose up\n', 'src/a.js': '' };
  const { readmes } = await deliveryOf(files, async (root) => {
    await symlink(outside, join(root, 'README.md'));
    await symlink('/etc', join(root, 'etc'));
    await symlink('.', join(root, 'loop'));
  });
  expect(readmes).toEqual([]);
});

test('A README that is no text, or far too large, counts for nothing', async () => {
  const { readmes } = await deliveryOf({ 'README.md': `docker compose up\0` }, async (root) => {
    await writeFile(join(root, 'README.txt'), `docker compose up\n${'x'.repeat(200_000)}`);
  });
  expect(readmes.flatMap(({ commands }) => commands)).toEqual([]);
});
