import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';

const SCRIPT = join(import.meta.dirname, '../../scripts/modules-match.ts');
const A = 'node_modules/a';
const WANTED = { '': {}, [A]: { version: '1.0.0' }, 'node_modules/mac-only': { version: '1.0.0', optional: true } };
const THERE = { [A]: { version: '1.0.0' } };

test.each([
  ['all is there but what is for other platforms', THERE, [A], 0],
  ['nothing was ever installed, or npm was interrupted', null, [A], 1],
  ['another version is there', { [A]: { version: '0.9.0' } }, [A], 1],
  [
    'a package that is no longer wanted is there',
    { ...THERE, 'node_modules/b': { version: '1.0.0' } },
    [A, 'node_modules/b'],
    1,
  ],
  ['a package was never installed', {}, [], 1],
  ['the folder of a package is gone', THERE, [], 1],
])('%s', async (_, record, folders, status) => {
  const checkout = await mkdtemp(join(tmpdir(), 'dockgrade-modules-'));
  try {
    await mkdir(join(checkout, 'node_modules'));
    await writeFile(join(checkout, 'package-lock.json'), JSON.stringify({ packages: WANTED }));
    if (record)
      await writeFile(join(checkout, 'node_modules/.package-lock.json'), JSON.stringify({ packages: record }));
    for (const folder of folders) {
      await mkdir(join(checkout, folder), { recursive: true });
      await writeFile(join(checkout, folder, 'package.json'), '{}');
    }
    const { exitCode } = await execa('node', [SCRIPT], { cwd: checkout, reject: false });
    expect(exitCode).toBe(status);
  } finally {
    await rm(checkout, { recursive: true });
  }
});
