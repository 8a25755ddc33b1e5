import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dockgrade } from './fixtures/dockgrade.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockgrade-usage-'));
  await writeFile(join(folder, 'bad.yaml'), 'id: a\ntitle: A\nprobs: []\n');
  await writeFile(join(folder, 'good.yaml'), 'id: a\ntitle: A\nrubric: { image-builds: 7 }\n');
});
afterAll(() => rm(folder, { recursive: true }));

describe('wrong usage ends with 2, one clear sentence and a hint', () => {
  test.each([
    [['grad', '.'], "unknown command 'grad'", 'Did you mean grade?'],
    [['grade'], "missing required argument 'repository'", 'dockgrade grade --help'],
    [['grade', '.', '--fromat', 'json'], "unknown option '--fromat'", 'Did you mean --format?'],
    [['grade', '.', '--format', 'xml'], 'text, json, markdown, junit', 'dockgrade grade --help'],
    [['grade', '.', '--lang', 'fr'], 'en, es', 'dockgrade grade --help'],
    [['grade', '.', '--min-score', 'all'], 'a number of points', 'dockgrade grade --help'],
    [['grade', '.', '--min-score', '-1'], 'a number of points', 'dockgrade grade --help'],
    [['grade', 'a', 'b'], 'too many arguments', 'dockgrade grade --help'],
    [['grade', ''], 'the repository is an empty text', '`.` is the current one'],
    [['grade', ' '], 'the repository is an empty text', '`.` is the current one'],
    [['grade', '.', '--output', ''], 'it names no file', 'error code: usage'],
    [['grade', 'no-such-folder'], 'there is no folder "no-such-folder"', 'an https:// URL or a folder'],
    [['grade', 'github.com/ana/homework'], 'there is no folder', 'Did you mean https://github.com/ana/homework?'],
    [
      ['grade', 'git@github.com:ana/homework'],
      'is no repository that dockgrade can fetch',
      'an https:// URL or a folder',
    ],
    [['grade', 'ext::sh -c id'], 'there is no folder', 'an https:// URL or a folder'],
    [
      ['grade', '.', '--only', 'image-builds,image-sise'],
      'there is no grader "image-sise"',
      'Did you mean image-size?',
    ],
    [['grade', '.', '--assignment', 'none.yaml'], 'there is no such file', 'error code: usage'],
    [['grade', '.', '--output', 'none/report.json'], 'its folder does not exist', 'error code: usage'],
    [['grade', '.', '--output', '.'], 'it is a folder', 'error code: usage'],
    [['grade', '.', '--output', 'good.yaml/x'], 'its folder does not exist', 'error code: usage'],
    [['explain', 'image-build'], 'there is no grader "image-build"', 'Did you mean image-builds?'],
    [['engine', 'stat'], "unknown command 'stat'", 'dockgrade engine --help'],
  ])('%j', async (args, sentence, hint) => {
    const { exitCode, stdout, stderr } = await dockgrade(args, { cwd: folder });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).toContain(hint);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('a wrong setting is named', async () => {
    const { exitCode, stderr } = await dockgrade(['explain'], { env: { DOCKGRADE_DATA: 'data' } });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('DOCKGRADE_DATA is "data", expected an absolute path');
  });

  test('nothing is written where nothing was graded', async () => {
    await dockgrade(['grade', 'nowhere', '--output', 'report.json'], { cwd: folder });
    expect((await readdir(folder)).sort()).toEqual(['bad.yaml', 'good.yaml']);
  });
});

describe('an assignment file', () => {
  test('with mistakes ends with 2 and names line and column', async () => {
    for (const args of [
      ['assignment', 'validate', 'bad.yaml'],
      ['grade', '.', '--assignment', 'bad.yaml'],
    ]) {
      const { exitCode, stderr } = await dockgrade(args, { cwd: folder });
      expect(exitCode).toBe(2);
      expect(stderr).toContain('bad.yaml:3:1: found the unknown key "probs", expected "probes"');
    }
  });

  test('without mistakes ends with 0', async () => {
    const { exitCode, stdout } = await dockgrade(['assignment', 'validate', 'good.yaml'], { cwd: folder });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^good\.yaml is a valid assignment: a, 7 points, 0 probes, sha256:[0-9a-f]{64}$/);
  });
});

describe('what helps', () => {
  test('--version is the package version alone', async () => {
    expect(await dockgrade(['--version'])).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      stderr: '',
    });
  });

  test('--help, help and no argument at all show every command and every setting', async () => {
    for (const args of [['--help'], ['help'], []]) {
      const { exitCode, stdout } = await dockgrade(args);
      expect(exitCode).toBe(0);
      for (const word of ['grade', 'explain', 'doctor', 'assignment', 'engine', 'DOCKGRADE_DATA', 'NO_COLOR'])
        expect(stdout).toContain(word);
      expect(stdout).toMatch(/DOCKGRADE_GRADERS {2,}folder/);
    }
  });

  test('explain lists all graders, and tells all about one, in both languages', async () => {
    const list = await dockgrade(['explain']);
    expect(list.stdout).toMatch(/^ {2}image-builds +12 {2}\S/m);
    const one = await dockgrade(['explain', 'image-builds', '--lang', 'es']);
    expect(one.stdout).toMatch(
      /image-builds · lección 003 · 12 puntos[\s\S]+Dónde mira[\s\S]+Por qué importa[\s\S]+Cómo arreglarlo/,
    );
  });

  test('explain lists all diagnoses apart, and tells all about one', async () => {
    const list = await dockgrade(['explain']);
    expect(list.stdout).toMatch(/\nDiagnoses\n[\s\S]*^ {2}npm-ci-without-lock +\S/m);
    const one = await dockgrade(['explain', 'npm-ci-without-lock']);
    expect(one.stdout).toMatch(
      /explains: image-builds[\s\S]+How it shows[\s\S]+Why it comes to that[\s\S]+How to mend it/,
    );
    expect(await dockgrade(['explain', 'npm-ci-no-lock'])).toMatchObject({ exitCode: 2 });
  });
});
