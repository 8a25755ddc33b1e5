import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dockgrade } from '../fixtures/dockgrade.ts';
import { folderWith, source } from './folder.ts';

test('explain lists graders of one’s own in their group and tells about them, without a word on standard error', async () => {
  const folder = await folderWith({ 'my-rule.ts': source('my-rule'), 'other-rule.js': source('other-rule') });
  const list = await dockgrade(['explain', '--graders', folder]);
  expect(list).toMatchObject({ exitCode: 0, stderr: '' });
  expect(list.stdout).toMatch(/Compose\n[\s\S]+ my-rule +0 {2}words\n +other-rule +0 {2}words\n\nPersistence/);
  const one = await dockgrade(['explain', 'my-rule', '--graders', folder, '--lang', 'es']);
  expect(one.stdout).toContain('my-rule · 0 puntos · datos de leer');
  expect(one.stdout).toMatch(/Dónde mira\npalabras/);
});

test('the rubric of an assignment may name them, where they are there', async () => {
  const folder = await folderWith({ 'my-rule.ts': source('my-rule') });
  const file = join(folder, 'homework.yaml');
  await writeFile(file, 'id: a\ntitle: A\nrubric: { my-rule: 4, image-builds: 6 }\n');
  const without = await dockgrade(['assignment', 'validate', file]);
  expect(without.exitCode).toBe(2);
  expect(without.stderr).toContain('no grader named "my-rule"');
  const known = await dockgrade(['assignment', 'validate', file, '--graders', folder]);
  expect(known).toMatchObject({ exitCode: 0, stderr: '' });
  expect(known.stdout).toContain('a, 10 points');
});

test('a folder whose package.json asks for CommonJS does no harm', async () => {
  const folder = await folderWith({ 'package.json': '{"type": "commonjs"}', 'my-rule.js': source('my-rule') });
  expect(await dockgrade(['explain', 'my-rule', '--graders', folder])).toMatchObject({ exitCode: 0, stderr: '' });
});
