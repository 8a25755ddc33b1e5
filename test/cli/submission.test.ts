import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/cli/formats/index.ts';
import { makeReport } from '../../src/core/report/make.ts';
import { LANGS, type Lang } from '../../src/core/text.ts';
import { goodEvidence } from '../graders/evidence.ts';
import { LINES } from './fixtures/lines.ts';
import { judgedRun, perfectRun, refusedRun } from './fixtures/run.ts';

const show = (format: 'text' | 'markdown', lang: Lang, run = judgedRun()) =>
  FORMATS[format](makeReport(run, lang), lang, { color: false, width: 100 });

describe('a file that git does not hold', () => {
  const where = { file: 'docker-compose.yml', line: 4 };
  const withFiles = (run = judgedRun()) => {
    const resolve = goodEvidence().resolve;
    resolve.missingFiles = [
      { path: '.env', suppliedBy: 'example', from: '.env.example', where },
      { path: 'db.env', suppliedBy: 'assignment', from: null, where },
      { path: 'app.env', suppliedBy: 'nobody', from: null, where },
    ];
    return { ...run, evidence: { ...run.evidence, resolve } };
  };

  test.each([
    ['en', ['a copy of `.env.example` was used.', 'the one of the assignment was used.', 'an empty file was used.']],
    ['es', ['se usó una copia de `.env.example`.', 'se usó el de la consigna.', 'se usó un archivo vacío.']],
  ] as const)('is told with what took its place (%s)', (lang, sentences) => {
    for (const sentence of sentences) {
      expect(show('text', lang, withFiles())).toContain(sentence);
      expect(show('markdown', lang, withFiles())).toMatch(/- `\.env` .+ `docker-compose\.yml:4`\n/);
    }
  });

  test('is told where nothing else was changed', () => {
    const run = withFiles();
    run.evidence.admit?.notes.splice(0);
    expect(show('text', 'en', run)).toMatch(/Changed so that .*\n {2}docker-compose\.yml:4 · `\.env` is not/);
    expect(show('markdown', 'en', run)).toContain('a copy of `.env.example` was used.');
  });

  test('is not told of a submission that never ran', () => {
    expect(show('text', 'en', withFiles(refusedRun()))).not.toContain('.env.example');
  });
});

describe('full points', () => {
  const praise = { en: 'Everything is as it should be.', es: 'Todo está como debe.' };
  const failing = LINES.filter(({ points, verdict }) => points.possible === 0 && verdict.verdict === 'fail');

  test.each(LANGS)('are praised where nothing is to mend (%s)', (lang) => {
    expect(show('text', lang, perfectRun())).toContain(praise[lang]);
  });

  test.each(LANGS)('are not called "everything" above advice that found something (%s)', (lang) => {
    expect(failing).not.toEqual([]);
    const run = { ...perfectRun(), lines: [...perfectRun().lines, ...failing] };
    expect(show('text', lang, run)).not.toContain(praise[lang]);
    expect(show('text', lang, run)).toMatch(/there is advice below|más abajo hay consejos/);
  });
});

describe('a submission without a commit', () => {
  const without = (repository: string) => {
    const run = judgedRun();
    return { ...run, submission: { ...run.submission, repository, ref: null, commit: null } };
  };

  test('is a folder', () => {
    for (const format of ['text', 'markdown'] as const)
      expect(show(format, 'en', without('/home/ana/homework'))).toContain('files as they stand, no commit');
  });

  test('or an empty repository, where it came by its address', () => {
    for (const format of ['text', 'markdown'] as const) {
      expect(show(format, 'en', without('https://example.com/a'))).toContain('empty repository');
      expect(show(format, 'es', without('https://example.com/a'))).toContain('repositorio vacío');
    }
  });
});
