import { readdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultRubric, graders } from '../graders/index.ts';
import { parseAssignment } from '../src/core/assignment/parse.ts';
import { ROOT } from './support/places.ts';

const EXAMPLES = join(ROOT, 'examples');

describe.each(readdirSync(EXAMPLES))('The example %s', (name) => {
  const folder = join(EXAMPLES, name);

  test('has an assignment that is valid, bears its name, and writes out the default points', async () => {
    const text = await readFile(join(folder, 'assignment.yaml'), 'utf8');
    const known = graders.map(({ id }) => id);
    const assignment = parseAssignment(text, 'assignment.yaml', {}, known);
    expect(assignment.id).toBe(name);
    expect(assignment.title.en).not.toBe(assignment.title.es);
    const withPoints = Object.entries(defaultRubric).filter(([, points]) => points > 0);
    expect(assignment.rubric).toEqual(Object.fromEntries(withPoints));
  });

  test('gives students the application of the solution, and nothing of Docker', async () => {
    const starter = await filesBelow(join(folder, 'starter'));
    expect(starter.filter((file) => /docker|compose/i.test(file))).toEqual([]);
    const same = starter.filter((file) => file.startsWith('src/') || file.startsWith('package'));
    expect(same.length).toBeGreaterThan(2);
    for (const file of same) {
      const [given, solved] = await Promise.all(
        ['starter', 'solution'].map((part) => readFile(join(folder, part, file), 'utf8')),
      );
      expect(given, file).toBe(solved);
    }
  });

  test('can be installed from any registry', async () => {
    const locks = (await filesBelow(folder)).filter((file) => file.endsWith('package-lock.json'));
    expect(locks.length).toBeGreaterThan(0);
    for (const lock of locks) expect(await readFile(join(folder, lock), 'utf8')).not.toContain('"resolved"');
  });
});

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
