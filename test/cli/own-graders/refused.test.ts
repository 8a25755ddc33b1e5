import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dockgrade } from '../fixtures/dockgrade.ts';
import { folderWith, source } from './folder.ts';

const explain = (folder: string) => dockgrade(['explain', '--graders', folder]);

/** File → its text, and what is told about it. */
const UNFIT: Record<string, [text: string, told: string]> = {
  'no-default.js': ['export const a = 1;', 'no-default.js: found no default export, expected export default'],
  'no-grader.js': ['export default 7;', 'no-grader.js: found the number 7, expected a grader'],
  'other-id.js': [source('b'), 'other-id.js: id: found "b", expected "other-id", the name of its file'],
  'no-id.js': [source('A b'), 'no-id.js: id: found "A b", expected lower-case letters, digits and dashes'],
  'no-spanish.ts': [source('x', { title: "{ en: 'A' }" }), 'no-spanish.ts: title.es: found nothing, expected a text'],
  'no-text.ts': [source('x', { title: "'A'" }), 'no-text.ts: title: found "A", expected { en, es }'],
  'no-such-stage.js': [
    source('x', { needs: "['probes']" }),
    'no-such-stage.js: needs[0]: found "probes", expected one of fetch, resolve',
  ],
  'no-stage.js': [source('x', { needs: '[]' }), 'no-stage.js: needs: found a list, expected a list of stages: fetch'],
  'no-judge.js': [source('x', { judge: null }), 'no-judge.js: judge: found nothing, expected a function'],
  'no-such-field.mjs': [
    source('x', { neds: '[]' }),
    'no-such-field.mjs: found the unknown key "neds", expected "needs"',
  ],
  'no-such-group.js': [
    source('x', { group: "'mine'" }),
    'no-such-group.js: group: found "mine", expected one of image, compose, persistence, delivery',
  ],
  'drill-alone.js': [source('drill-alone', { drills: "['stop']" }), 'drill-alone.js: needs: found no "drills"'],
  'no-drill.js': [source('no-drill', { needs: "['drills']" }), 'no-drill.js: drills: found none'],
  'syntax.js': ['const a = 1;\nexport default {', 'syntax.js:2: it cannot be loaded: SyntaxError'],
  'syntax-of-types.ts': ['type A =\n  =;', 'syntax-of-types.ts:2: it cannot be loaded: SyntaxError'],
  'throws.js': ["\nthrow new Error('no luck');", 'throws.js:2: it cannot be loaded: Error: no luck'],
  'imports.js': ["import 'somewhere';", 'imports.js: it cannot be loaded: Error'],
  'image-builds.ts': [source('image-builds'), 'image-builds.ts: id: "image-builds" is taken by dockgrade itself'],
  'npm-ci-without-lock.ts': [
    source('npm-ci-without-lock'),
    'npm-ci-without-lock.ts: id: "npm-ci-without-lock" is taken',
  ],
  'twice.ts': [source('twice'), 'twice.ts: id: "twice" is there twice, expected one file for it'],
};

describe('graders of one’s own that do not fit are refused with 2, all at once, each with its file and what was expected', () => {
  test('in a line each', async () => {
    const files = Object.entries(UNFIT).map(([name, [text]]) => [name, text]);
    const folder = await folderWith({ ...Object.fromEntries(files), 'twice.js': source('twice') });
    const { exitCode, stdout, stderr } = await explain(folder);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^dockgrade: the graders in ".+" have \d+ mistakes\n/);
    for (const [, told] of Object.values(UNFIT)) expect(stderr).toContain(`\n  ${told}`);
    expect(stderr).toContain('docs/writing-a-grader.md shows a whole grader.\n  error code: grader-invalid');
    expect(stderr).not.toContain('twice.js');
  });

  test('a folder that is not there, is a file, or holds no grader', async () => {
    const folder = await folderWith({ 'README.md': 'nothing', 'types.d.ts': 'export {};' });
    for (const [path, told] of [
      [join(folder, 'missing'), 'there is no such folder'],
      [join(folder, 'README.md'), 'it is no folder'],
      [folder, 'found no file, expected graders'],
    ] as const) {
      const { exitCode, stderr } = await explain(path);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(told);
    }
  });

  test.each([['explain'], ['assignment', 'validate', 'good.yaml'], ['grade', '.']])(
    'also those of DOCKGRADE_GRADERS, before %s does anything',
    async (...args) => {
      const folder = await folderWith({ 'a.js': 'export default 7;' });
      await writeFile(join(folder, 'good.yaml'), 'id: a\ntitle: A\n');
      const { exitCode, stderr } = await dockgrade(args, { cwd: folder, env: { DOCKGRADE_GRADERS: folder } });
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/^dockgrade: the graders in .* have a mistake\n {2}a\.js: found the number 7/);
    },
  );
});
