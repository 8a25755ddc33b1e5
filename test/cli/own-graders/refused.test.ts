import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dockgrade } from '../fixtures/dockgrade.ts';
import { folderWith, source } from './folder.ts';

const explain = (folder: string) => dockgrade(['explain', '--graders', folder]);

describe.concurrent('a grader of one’s own that does not fit is refused with 2, its file and what was expected', () => {
  test.each([
    ['no default export', 'export const grader = 1;', 'a.js: found no default export, expected export default'],
    ['no grader', 'export default 7;', 'a.js: found the number 7, expected a grader'],
    ['another id than its file', source('b'), 'a.js: id: found "b", expected "a", the name of its file'],
    ['an id that is none', source('A b'), 'id: found "A b", expected lower-case letters, digits and dashes'],
    ['a language missing', source('a', { title: "{ en: 'A' }" }), 'a.js: title.es: found nothing, expected a text'],
    ['one language alone', source('a', { title: "'A'" }), 'a.js: title: found "A", expected { en, es }'],
    ['an unknown stage', source('a', { needs: "['probes']" }), 'needs[0]: found "probes", expected one of fetch'],
    ['no stage', source('a', { needs: '[]' }), 'needs: found a list, expected a list of stages: fetch'],
    ['no judge', source('a', { judge: null }), 'a.js: judge: found nothing, expected a function'],
    ['an unknown field', source('a', { neds: '[]' }), 'a.js: found the unknown key "neds", expected "needs"'],
    ['an unknown group', source('a', { group: "'mine'" }), 'group: found "mine", expected one of image, compose'],
    ['a drill whose stage it does not need', source('a', { drills: "['stop']" }), 'a.js: needs: found no "drills"'],
    ['the stage of drills without a drill', source('a', { needs: "['drills']" }), 'a.js: drills: found none'],
    ['a mistake in its syntax', 'const a = 1;\nexport default {', 'a.js:2: it cannot be loaded: SyntaxError'],
    ['code that throws', "\nthrow new Error('no luck');", 'a.js:2: it cannot be loaded: Error: no luck'],
    ['an import of something unknown', "import 'somewhere';", 'a.js: it cannot be loaded: Error'],
  ])('%s', async (_, text, told) => {
    const { exitCode, stdout, stderr } = await explain(await folderWith({ 'a.js': text }));
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(told);
    expect(stderr).toContain('error code: grader-invalid');
    expect(stderr.split('\n').length).toBeLessThanOrEqual(5);
  });

  test.each(['image-builds', 'npm-ci-without-lock'])('the id %s, which is taken', async (id) => {
    const { exitCode, stderr } = await explain(await folderWith({ [`${id}.ts`]: source(id) }));
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${id}.ts: id: "${id}" is taken by dockgrade itself`);
  });

  test('the same id twice, and every other mistake of the folder at once', async () => {
    const folder = await folderWith({ 'a.js': source('a'), 'a.ts': source('a'), 'b.mjs': source('c', { judge: '1' }) });
    const { exitCode, stderr } = await explain(folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('have 2 mistakes');
    expect(stderr).toContain('a.ts: id: "a" is there twice');
    expect(stderr).toContain('b.mjs: judge: found the number 1, expected a function');
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

  test('also by the setting, by an assignment that is checked, and before anything is graded', async () => {
    const folder = await folderWith({ 'a.js': 'export default 7;' });
    await writeFile(join(folder, 'good.yaml'), 'id: a\ntitle: A\n');
    const env = { DOCKGRADE_GRADERS: folder };
    for (const args of [['explain'], ['assignment', 'validate', join(folder, 'good.yaml')], ['grade', folder]]) {
      const { exitCode, stderr } = await dockgrade(args, { env });
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/^dockgrade: the graders in .* have a mistake/);
    }
  });
});
