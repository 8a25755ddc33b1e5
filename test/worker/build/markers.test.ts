import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plantMarkers } from '../../../worker/build/markers.ts';

test('A link of the same name as a mark is replaced: nothing is written where it leads', async ({ onTestFinished }) => {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-marks-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [checkout, root, outside] = ['checkout', 'context', 'outside'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await writeFile(outside, 'precious');
  for (const place of [checkout, root]) {
    await mkdir(join(place, 'node_modules'), { recursive: true });
    await symlink(outside, join(place, 'node_modules', '.dockgrade-from-the-clone'));
    await symlink('/dev/zero', join(place, '.env'));
  }
  const markers = await plantMarkers(checkout, root, root, false);
  expect(markers.map(({ name }) => name)).toEqual(['node_modules']);
  expect(await readFile(outside, 'utf8')).toBe('precious');
});

test('A folder of the same name as a mark is replaced, too', async ({ onTestFinished }) => {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-marks-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join('node_modules', '.dockgrade-from-the-clone');
  await mkdir(join(folder, path, 'inside'), { recursive: true });
  const markers = await plantMarkers(folder, folder, folder, false);
  expect(markers).toEqual([{ name: 'node_modules', path }]);
  expect(await readFile(join(folder, path), 'utf8')).toBe('');
});
