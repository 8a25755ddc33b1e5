import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { locator } from '../../../worker/compose/locate.ts';
import { fillMissingEnvFiles, readVariables, supplyFiles } from '../../../worker/resolve/environment.ts';

const stack = { path: '.', files: {}, environment: {} };
const asksForFile = 'services:\n  web:\n    image: x\n    env_file: .env.development\n';
const where = { file: 'compose.yml', line: 4 };

test('A documented example takes the place of a file that is not in git', async () => {
  await inFolder({ '.env.example': 'A=1\n' }, async (folder) => {
    expect(await fill(folder, asksForFile)).toEqual([
      { path: '.env.development', suppliedBy: 'example', from: '.env.example', where },
    ]);
    expect(await readFile(join(folder, '.env.development'), 'utf8')).toBe('A=1\n');
  });
});

test('The example of that very file comes first', async () => {
  await inFolder({ '.env.example': 'A=1\n', '.env.development.template': 'A=2\n' }, async (folder) => {
    expect(await fill(folder, asksForFile)).toMatchObject([{ from: '.env.development.template' }]);
  });
});

test('What the assignment supplies is told, and no example replaces it', async () => {
  await inFolder({ '.env.example': 'A=1\n' }, async (folder) => {
    const supplying = { ...stack, files: { '.env.development': 'A=3\n' } };
    await supplyFiles(folder, folder, supplying);
    expect(await fill(folder, asksForFile, supplying)).toMatchObject([{ suppliedBy: 'assignment', from: null }]);
    expect(await readFile(join(folder, '.env.development'), 'utf8')).toBe('A=3\n');
  });
});

test('A file that nobody has is missing, and an empty one takes its place', async () => {
  await inFolder({}, async (folder) => {
    expect(await fill(folder, asksForFile)).toMatchObject([{ path: '.env.development', suppliedBy: 'nobody' }]);
    expect(await readFile(join(folder, '.env.development'), 'utf8')).toBe('');
  });
});

test('An example that is a link to a file of the machine is no example', async () => {
  await inFolder({}, async (folder) => {
    await symlink('/etc/hostname', join(folder, '.env.example'));
    expect(await fill(folder, asksForFile)).toMatchObject([{ suppliedBy: 'nobody' }]);
  });
});

test('What the assignment supplies is not written through a link', async () => {
  await inFolder({ 'outside.txt': 'mine' }, async (folder) => {
    await mkdir(join(folder, 'repository'));
    await symlink('../outside.txt', join(folder, 'repository/.env.development'));
    await symlink('..', join(folder, 'repository/config'));
    const files = { '.env.development': 'A=3\n', 'config/outside.txt': 'theirs' };
    await supplyFiles(join(folder, 'repository'), join(folder, 'repository'), { ...stack, files });
    expect(await readFile(join(folder, 'outside.txt'), 'utf8')).toBe('mine');
    expect(await readFile(join(folder, 'repository/config/outside.txt'), 'utf8')).toBe('theirs');
  });
});

test('A file that is there is not missing', async () => {
  await inFolder({ '.env.development': 'A=1\n' }, async (folder) => {
    expect(await fill(folder, asksForFile)).toEqual([]);
  });
});

test('A file that Compose may do without is not missing', async () => {
  await inFolder({}, async (folder) => {
    const optional =
      'services:\n  web:\n    image: x\n    env_file:\n      - path: .env.local\n        required: false\n';
    expect(await fill(folder, optional)).toEqual([]);
  });
});

test('Variables without a .env get the documented example', async () => {
  await inFolder({ '.env.example': 'TAG=24\n' }, async (folder) => {
    expect(await fill(folder, 'services:\n  web:\n    image: "node:${TAG}"\n')).toMatchObject([
      { path: '.env', suppliedBy: 'example' },
    ]);
    expect((await readVariables(folder, folder, stack)).variables).toEqual({ TAG: '24' });
  });
});

test('A secret that comes from a variable gets the documented example too', async () => {
  await inFolder({ '.env.example': 'PW=24\n' }, async (folder) => {
    const text = 'services:\n  web:\n    image: x\nsecrets:\n  pw:\n    environment: PW\n';
    expect(await fill(folder, text)).toMatchObject([{ path: '.env', suppliedBy: 'example' }]);
  });
});

test('Variables without any .env are not called a missing file: they may have defaults', async () => {
  await inFolder({}, async (folder) => {
    expect(await fill(folder, 'services:\n  web:\n    image: "node:${TAG:-24}"\n')).toEqual([]);
  });
});

test("The assignment's values stand above the repository's, and what would bend the client is dropped", async () => {
  await inFolder({ '.env': 'A=1\nB=1\nCOMPOSE_FILE=evil.yml\nLD_PRELOAD=/x.so\n' }, async (folder) => {
    const { variables, dropped } = await readVariables(folder, folder, { ...stack, environment: { B: '2' } });
    expect(variables).toEqual({ A: '1', B: '2' });
    expect(dropped.toSorted()).toEqual(['COMPOSE_FILE', 'LD_PRELOAD']);
  });
});

function fill(folder: string, text: string, chosen = stack) {
  const locate = locator([{ file: 'compose.yml', text }]);
  return fillMissingEnvFiles(folder, folder, chosen, ['web'], locate);
}

async function inFolder(files: Record<string, string>, body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'dockgrade-environment-')));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    await body(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
