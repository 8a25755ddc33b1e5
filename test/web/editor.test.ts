import { expect, test } from 'vitest';
import { defaultRubric } from '../../src/cli/registry.ts';
import { readAssignmentFile } from '../../src/core/assignment/parse.ts';
import { LANGS } from '../../src/core/text.ts';
import { diffLines } from '../../src/web/parts/editor/diff.ts';
import { TEMPLATES } from '../../src/web/parts/editor/template.ts';

const read = (text: string) => readAssignmentFile(text, defaultRubric, Object.keys(defaultRubric));

test.each(LANGS)('the template has no mistake, and neither has what it leaves for later: %s', (lang) => {
  expect(read(TEMPLATES[lang]).mistakes).toBeUndefined();
  // What is commented out and looks like a key, a list or what is below one.
  const all = TEMPLATES[lang].replace(/^# (?=( |[a-z]+:( |$)))/gm, '');
  const { assignment, mistakes } = read(all);
  expect(mistakes).toBeUndefined();
  expect(assignment).toMatchObject({ late: { days: 3 }, stack: { port: 3000 }, persistence: { read: {} } });
  expect(assignment?.probes).toHaveLength(2);
});

test.each([
  ['a\nb\nc', 'a\nb\nc', '   '],
  ['a\nb\nc', 'a\nc', ' - '],
  ['a\nc', 'a\nb\nc', ' + '],
  ['a\nb\nc\nd', 'a\nx\nc\ny\nd', ' -+ + '],
  ['', 'a', '-+'],
])('the difference of %j and %j is the shortest', (from, to, kinds) => {
  const signs = { same: ' ', removed: '-', added: '+' };
  const lines = diffLines(from, to) ?? [];
  expect(lines.map(({ kind }) => signs[kind]).join('')).toBe(kinds);
  const side = (other: string) => lines.filter(({ kind }) => kind !== other).map(({ text }) => text);
  expect([side('added').join('\n'), side('removed').join('\n')]).toEqual([from, to]);
});

test('texts that differ in thousands of lines are not compared', () => {
  const many = (word: string) => Array.from({ length: 3000 }, (_, line) => `${word} ${line}`).join('\n');
  expect(diffLines(many('old'), many('new'))).toBeNull();
});
