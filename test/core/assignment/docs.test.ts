import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultRubric } from '../../../graders/index.ts';
import { knownKeys } from '../../../src/core/assignment/keys.ts';
import { parseAssignment } from '../../../src/core/assignment/parse.ts';

const page = readFileSync(new URL('../../../docs/assignment.md', import.meta.url), 'utf8');
const example = /```yaml\n([\s\S]+?)```/.exec(page)?.[1] ?? '';

test('the example of docs/assignment.md is a valid assignment and uses every key of the first level', () => {
  const assignment = parseAssignment(example, 'docs/assignment.md', defaultRubric);
  expect(Object.keys(assignment)).toEqual(expect.arrayContaining([...knownKeys([])]));
});

test('docs/assignment.md explains every key of the first two levels', () => {
  const table = page.slice(page.indexOf('## Keys'));
  const explained = new Set([...table.matchAll(/`([\w.]+)`/g)].flatMap(([, path]) => path ?? []));
  const probes = new Set(['probes']);
  for (const key of knownKeys([])) {
    const inner = knownKeys([key]).filter(() => !probes.has(key) && key !== 'title');
    const paths = inner.length === 0 ? [key] : inner.map((name) => `${key}.${name}`);
    for (const path of paths)
      expect(
        [path, path.split('.').at(-1)].some((name) => explained.has(name ?? '')),
        path,
      ).toBe(true);
  }
});
