import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultRubric, graders } from '../../graders/index.ts';
import { GROUPS } from '../../src/core/grader.ts';
import { LANGS } from '../../src/core/text.ts';

const FOLDER = new URL('../../graders/', import.meta.url);
const ids = graders.map(({ id }) => id);

describe('the registry of graders', () => {
  test('holds every file in the folders of the groups, each under the name of its file', () => {
    const files = GROUPS.flatMap((group) => filesIn(new URL(`${group}/`, FOLDER)).map((file) => `${group}/${file}`));
    expect(files.length).toBeGreaterThan(0);
    expect(graders.map(({ group, id }) => `${group}/${id}`).sort()).toEqual(files.sort());
  });

  test('names no grader twice', () => {
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('keeps the groups together, in the order of the report', () => {
    const order = graders.map(({ group }) => GROUPS.indexOf(group));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test('has a table of tests for every grader', () => {
    const tests = readdirSync(new URL('.', import.meta.url));
    expect(ids.filter((id) => !tests.includes(`${id}.test.ts`))).toEqual([]);
  });

  test.each(graders)('$id explains itself in every language', ({ title, about }) => {
    for (const text of [title, about.looks, about.why, about.mend]) {
      for (const lang of LANGS) expect(text[lang].trim()).not.toBe('');
      expect(text.en).not.toBe(text.es);
    }
  });
});

describe('the default rubric', () => {
  test('speaks of exactly the graders that are there, in their order', () => {
    expect(Object.keys(defaultRubric)).toEqual(ids);
  });

  test('gives 100 points', () => {
    expect(Object.values(defaultRubric).reduce((sum, points) => sum + points, 0)).toBe(100);
  });
});

function filesIn(folder: URL): string[] {
  try {
    return readdirSync(folder).map((file) => basename(file, '.ts'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
