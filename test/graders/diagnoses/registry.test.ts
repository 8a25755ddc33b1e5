import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diagnoses, graders } from '../../../graders/index.ts';
import { LANGS } from '../../../src/core/text.ts';

const ids = diagnoses.map(({ id }) => id);

describe('the registry of diagnoses', () => {
  test('holds every file in the folder, each under the name of its file', () => {
    const files = readdirSync(new URL('../../../graders/diagnoses/', import.meta.url)).map((file) =>
      basename(file, '.ts'),
    );
    expect([...ids].sort()).toEqual(files.filter((name) => name !== 'index').sort());
  });

  test('names no diagnosis twice, and none like a grader', () => {
    const all = [...ids, ...graders.map(({ id }) => id)];
    expect(new Set(all).size).toBe(all.length);
  });

  test('has a table of tests for every diagnosis', () => {
    const tests = readdirSync(new URL('.', import.meta.url));
    expect(ids.filter((id) => !tests.includes(`${id}.test.ts`))).toEqual([]);
  });

  test.each(diagnoses)('$id explains graders that are there', ({ explains }) => {
    expect(explains.length).toBeGreaterThan(0);
    expect(explains.filter((id) => !graders.some((grader) => grader.id === id))).toEqual([]);
  });

  test.each(diagnoses)('$id explains itself in every language', ({ title, about }) => {
    for (const text of [title, about.symptom, about.why, about.mend]) {
      for (const lang of LANGS) expect(text[lang].trim()).not.toBe('');
    }
    for (const text of [title, about.why, about.mend]) expect(text.en).not.toBe(text.es);
  });
});
