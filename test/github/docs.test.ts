import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settingsSchema } from '../../src/core/settings.ts';
import { IGNORE_REASONS } from '../../src/github/take-push.ts';

const DOCS = readFileSync(new URL('../../docs/github.md', import.meta.url), 'utf8');

test('docs/github.md explains every reason for which something is ignored, and no other', () => {
  const section = DOCS.slice(DOCS.indexOf('### What is ignored'), DOCS.indexOf('What is refused instead'));
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  const explained = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([a-z-]+)`/g)].map(([, reason]) => reason),
  );
  expect(explained.sort()).toEqual([...IGNORE_REASONS].sort());
});

test('docs/github.md names settings that exist, and every one of GitHub', () => {
  const named = new Set(DOCS.match(/DOCKGRADE_[A-Z_]+/g));
  const known = Object.keys(settingsSchema.shape);
  expect([...named].filter((name) => !known.includes(name))).toEqual([]);
  expect(known.filter((name) => name.startsWith('DOCKGRADE_GITHUB') && !named.has(name))).toEqual([]);
});
