import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { openDataFolder } from '../../worker/data-folder.ts';

const MODULE = join(import.meta.dirname, '../../worker/data-folder.ts');

test('a data folder that is missing is made', async () => {
  await using folder = await temporaryFolder();
  expect(await openDataFolder(join(folder.path, 'new/data'))).toBeGreaterThan(0);
});

test.each([
  ['below a file', (folder: string) => join(folder, 'file/data'), 'ENOTDIR'],
  ['a file itself', (folder: string) => join(folder, 'file'), 'ENOTDIR'],
  ['where the kernel makes no folders', () => '/proc/dockgrade/data', 'ENOENT'],
])('a data folder that cannot be made is a setting that does not fit: %s', async (_, place, code) => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'file'), '', { mode: 0o700 });
  await expect(openDataFolder(place(folder.path))).rejects.toMatchObject({
    code: 'setting-invalid',
    message: expect.stringContaining(code),
    remedy: expect.stringContaining('DOCKGRADE_DATA'),
  });
});

test('too little room is told in figures, before anything starts', async () => {
  await using folder = await temporaryFolder();
  // A small disk, in a mount namespace that ends with the process.
  const script = `mount -t tmpfs -o size=64m tmpfs "$1" && exec node --input-type=module -e '
    const { requireDataFolder } = await import(process.argv[1]);
    await requireDataFolder(process.argv[2]).catch(({ code, message }) => console.log(code + ": " + message));' "$2" "$1"`;
  const { stdout } = await execa('unshare', [
    '--map-root-user',
    '--mount',
    'sh',
    '-c',
    script,
    'sh',
    folder.path,
    MODULE,
  ]);
  expect(stdout).toBe(`disk-full: the data folder ${folder.path} has 0.1 GiB free; a run needs 2.0 GiB`);
});

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'dockgrade-data-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
