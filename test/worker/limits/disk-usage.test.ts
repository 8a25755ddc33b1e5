import { link, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { usageOf } from '../../../worker/limits/disk-usage.ts';

const MIB = 1024 * 1024;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockgrade-usage-'));
  const place = folder;
  onTestFinished(() => rm(place, { recursive: true, force: true }));
});

test('blocks count, each once: not what sparse files pretend, not a second name, not what links lead to', async ({
  signal,
}) => {
  const [one, other] = [join(folder, 'one'), join(folder, 'two\nlines')];
  await mkdir(one);
  await mkdir(other);
  await writeFile(join(one, 'file'), Buffer.alloc(4 * MIB, 1));
  for (const name of ['a', 'b', 'c']) await link(join(one, 'file'), join(one, name));
  await writeFile(join(one, 'sparse'), '');
  await truncate(join(one, 'sparse'), 1024 * MIB);
  await writeFile(join(other, 'file'), Buffer.alloc(2 * MIB, 1));
  await symlink(one, join(other, 'link'));
  await symlink('/', join(other, 'root'));
  const usage = await usageOf([one, other, join(folder, 'gone')], { files: true, signal });
  expect([...(usage?.keys() ?? [])]).toEqual([one, other]);
  expect(usage?.get(one)?.bytes).toBeGreaterThanOrEqual(4 * MIB);
  expect(usage?.get(one)?.bytes).toBeLessThan(5 * MIB);
  expect(usage?.get(one)?.files).toBe(3);
  expect(usage?.get(other)?.bytes).toBeLessThan(3 * MIB);
  expect(usage?.get(other)?.files).toBe(4);
});

test('a folder in another counts once, and files are counted where that is asked for', async ({ signal }) => {
  const inner = join(folder, 'inner');
  await mkdir(inner);
  await writeFile(join(inner, 'file'), Buffer.alloc(4 * MIB, 1));
  const usage = await usageOf([folder, inner], { files: false, signal });
  const sum = [...(usage?.values() ?? [])].reduce((total, { bytes }) => total + bytes, 0);
  expect(sum).toBeLessThan(5 * MIB);
  expect(usage?.get(folder)?.files).toBeNull();
  expect(await usageOf([], { files: true, signal })).toEqual(new Map());
});
