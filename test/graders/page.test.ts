import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnoses, graders } from '../../graders/index.ts';
import { gradersPage } from '../../scripts/docs/graders-page.ts';

const docs = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

test.each([
  ['graders.md', 'en'],
  ['graders.es.md', 'es'],
] as const)('docs/%s is what the graders say', (name, lang) => {
  const same = docs(name) === gradersPage(lang);
  expect(
    same,
    `docs/${name} is out of date: run "node scripts/generate-docs.ts" and commit the page with the grader`,
  ).toBe(true);
});

test('the page has a section of its own for each grader and each diagnosis', () => {
  const headings = [...docs('graders.md').matchAll(/^### (\S+)$/gm)].map(([, id]) => id);
  expect(headings).toEqual([...graders, ...diagnoses].map(({ id }) => id));
  expect(new Set(headings).size).toBe(headings.length);
});
