import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Loaded } from '../../../worker/resolve/load.ts';
import { loadFilling } from '../../../worker/resolve/load-filling.ts';

const stack = { path: '.', files: {}, environment: {} };
const where = { file: 'compose.yaml', line: 1 };
const read: Loaded = { ok: true, model: { services: {} }, warnings: [] };

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'dockgrade-filling-'));
});
afterEach(() => rm(root, { recursive: true }));

test('An env file that an included file asks for is filled from its example, and the file is loaded again', async () => {
  await writeFile(join(root, '.env.example'), 'A=1\n');
  const { loaded, missingFiles } = await filling([misses('database/.env'), read]);
  expect(loaded).toBe(read);
  expect(missingFiles).toEqual([{ path: 'database/.env', suppliedBy: 'example', from: '.env.example', where }]);
  expect(await readFile(join(root, 'database', '.env'), 'utf8')).toBe('A=1\n');
});

test('Every file that is missing gets its turn', async () => {
  const { missingFiles } = await filling([misses('a.env'), misses('b.env'), read]);
  expect(missingFiles).toMatchObject([
    { path: 'a.env', suppliedBy: 'nobody' },
    { path: 'b.env', suppliedBy: 'nobody' },
  ]);
});

test('What else Compose says is not tried again', async () => {
  const wrong: Loaded = { ok: false, message: 'yaml: line 3: did not find expected key', where: null, warnings: [] };
  expect(await filling([wrong])).toEqual({ loaded: wrong, missingFiles: [] });
});

test('A file that is there, or lies outside of the repository, is not written', async () => {
  await writeFile(join(root, 'there.env'), 'A=1\n');
  for (const name of ['there.env', '../outside.env']) {
    expect(await filling([misses(name)])).toMatchObject({ loaded: { ok: false }, missingFiles: [] });
  }
  expect(await readFile(join(root, 'there.env'), 'utf8')).toBe('A=1\n');
});

function misses(name: string): Loaded {
  return { ok: false, message: `env file ${name} not found: no such file`, where: null, warnings: [] };
}

/** Compose's answers, one after the other. */
function filling(answers: Loaded[]) {
  const load = async () => answers.shift() ?? expect.fail('loaded once too often');
  return loadFilling(load, root, root, stack, where);
}
