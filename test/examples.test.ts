import { readdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultRubric, graders } from '../graders/index.ts';
import { parseAssignment } from '../src/core/assignment/parse.ts';
import type { Rubric } from '../src/core/judge.ts';
import { ROOT } from './support/places.ts';

const EXAMPLES = join(ROOT, 'examples');

describe.each(readdirSync(EXAMPLES))('The example %s', (name) => {
  const folder = join(EXAMPLES, name);

  test('has an assignment that is valid, bears its name, and gives the default points', async () => {
    const text = await readFile(join(folder, 'assignment.yaml'), 'utf8');
    const known = graders.map(({ id }) => id);
    const assignment = parseAssignment(text, 'assignment.yaml', defaultRubric, known);
    expect(assignment.id).toBe(name);
    expect(assignment.title.en).not.toBe(assignment.title.es);
    expect(withPoints(assignment.rubric)).toEqual(withPoints(defaultRubric));
  });

  test('gives students the application of the solution, and nothing of Docker', async () => {
    const starter = await filesBelow(join(folder, 'starter'));
    expect(starter.filter((file) => /docker|compose/i.test(file))).toEqual([]);
    const same = starter.filter((file) => !['README.md', '.env.example'].includes(file));
    expect(same.length).toBeGreaterThan(3);
    for (const file of same) {
      const [given, solved] = await Promise.all(
        ['starter', 'solution'].map((part) => readFile(join(folder, part, file), 'utf8')),
      );
      expect(given, file).toBe(solved);
    }
  });

  test('names no registry of packages: it can be installed from any', async () => {
    const lists = (await filesBelow(folder)).filter((file) =>
      /(package-lock\.json|requirements\.txt|go\.mod)$/.test(file),
    );
    expect(lists).toHaveLength(2);
    for (const list of lists) expect(await readFile(join(folder, list), 'utf8')).not.toMatch(/"resolved"|https?:\/\//);
  });
});

function withPoints(rubric: Rubric): Rubric {
  return Object.fromEntries(Object.entries(rubric).filter(([, points]) => points > 0));
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
