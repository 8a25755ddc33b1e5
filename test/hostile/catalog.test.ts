import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withThreats } from '../../scripts/docs/security-table.ts';
import { ROOT } from '../support/places.ts';
import { CATALOG } from './catalog/index.ts';

const ALL = CATALOG.flatMap(({ threats }) => threats);

test('Every threat has an id of its own', () => {
  const ids = ALL.map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(100);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.for(CATALOG)('$title', ({ threats }) => {
  test.for(threats)('$id has a test that is named after it', async ({ id, test: file }) => {
    expect(file).toMatch(/\.test\.ts$/);
    const source = await readFile(join(ROOT, file), 'utf8');
    expect(source).toMatch(/\b(expect|assert)/);
    expect(source).toMatch(new RegExp(`['"\`(]${id}\\b`));
  });
});

test('docs/security.md lists them all', async () => {
  const page = await readFile(join(ROOT, 'docs', 'security.md'), 'utf8');
  expect(withThreats(page)).toBe(page);
});
