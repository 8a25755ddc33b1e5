import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../support/places.ts';
import { folderWith } from './folder.ts';

export const page = readFileSync(new URL('../../../docs/writing-a-grader.md', import.meta.url), 'utf8');

/** Files that the page shows, by the name in their first line. */
export const shown = Object.fromEntries(
  [...page.matchAll(/```\w+\n((?:\/\/|#) (\S+\.\w+)\n[\s\S]+?)```/g)].map(([, text = '', name = '']) => [name, text]),
);

/** Commands that the page shows, without the program's name. */
export const commands = [...page.matchAll(/^\$ dockgrade (.+)$/gm)].map(([, line = '']) => line.split(' '));

/** A course as the page describes it: `my-graders/` with its graders and their tsconfig.json, `homework.yaml` beside. */
export async function course(): Promise<{ folder: string; graders: string }> {
  const folder = await folderWith({ 'homework.yaml': shown['homework.yaml'] ?? '' });
  const graders = join(folder, 'my-graders');
  await mkdir(graders);
  for (const name of ['at-most-two-services.ts', 'tells-its-version.js']) {
    await writeFile(join(graders, name), shown[name] ?? '');
  }
  const settings = shown['tsconfig.json']?.replace('/path/to/dockgrade', ROOT) ?? '';
  await writeFile(join(graders, 'tsconfig.json'), settings);
  return { folder, graders };
}
