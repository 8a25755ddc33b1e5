import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/cli/formats/index.ts';
import { columns } from '../../src/cli/formats/text/layout.ts';
import { makeReport } from '../../src/core/report/make.ts';
import { LANGS, type Lang } from '../../src/core/text.ts';
import { judgedRun, perfectRun, refusedRun } from './fixtures/run.ts';

const plain = { color: false, width: 80 };
const show = (format: keyof typeof FORMATS, lang: Lang, run = judgedRun(), options = plain) =>
  FORMATS[format](makeReport(run, lang), lang, options);

describe('text', () => {
  test.each(LANGS)('fits the terminal it is written for (%s)', (lang) => {
    for (const run of [judgedRun(), perfectRun(), refusedRun()]) {
      for (const width of [60, 80, 120]) {
        const lines = show('text', lang, run, { color: false, width }).split('\n');
        expect(lines.filter((line) => columns(line) > Math.min(width, 100))).toEqual([]);
      }
    }
  });

  test('says score, what is lost, where, and what to do', () => {
    const text = show('text', 'en');
    for (const part of [
      /^ {2}21 \/ 55 {2}█+░+$/m,
      /^Image ─+ 16 \/ 19$/m,
      /^ {2}✔ Every image builds +12 \/ 12$/m,
      /^ {2}✘ Base images name a version +0 \/ 2$/m,
      /^ {6}docker-compose\.yml:14$/m,
      /^ {6}expected {2}A tag such as `postgres:17`\.$/m,
      /^ {10}services:\n {12}postgresdb:\n {14}image: postgres:17$/m,
      /^ {6}│ Error: connect ECONNREFUSED 127\.0\.0\.1:5432$/m,
    ]) {
      expect(text).toMatch(part);
    }
  });

  test('puts lines that were not looked at under the cause that they share', () => {
    expect(show('text', 'en')).toMatch(
      / {2}– Not looked at: the run ended after the stage “start”\.\n {6}Data survives a restart .*\n {6}Data survives a new /,
    );
  });

  test.each([
    ['en', 'the run ended in the stage “persistence”: the time limit of 20 s was reached.'],
    ['es', 'la ejecución terminó en la etapa «persistencia»: se llegó al límite de tiempo de 20 s.'],
  ] as const)('says why the run ended early, once for all that it left out (%s)', (lang, sentence) => {
    const run = judgedRun();
    const detail = { en: 'the time limit of 20 s was reached', es: 'se llegó al límite de tiempo de 20 s' };
    const stages = run.stages.flatMap((one) => {
      if (one.stage !== 'persistence') return one;
      return [
        { ...one, outcome: 'failed' as const, detail },
        { ...one, stage: 'drills' as const },
      ];
    });
    const lines = run.lines.map((line, at) => {
      if (line.verdict.verdict !== 'blocked' || line.grader.group !== 'persistence') return line;
      return { ...line, verdict: { ...line.verdict, by: at % 2 === 0 ? 'persistence' : 'drills' } };
    });
    expect(
      show('text', lang, { ...run, stages, lines })
        .replaceAll(/\s+/g, ' ')
        .split(sentence),
    ).toHaveLength(2);
    expect(show('markdown', lang, { ...run, stages, lines })).toContain(sentence);
    expect(show('json', lang, { ...run, stages, lines }).split(sentence)).toHaveLength(3);
  });

  test('shows advice that found something apart from the points', () => {
    const [before, after] = show('text', 'es').split('Consejos, sin puntos');
    expect(before).not.toContain('claves antiguas');
    expect(after).toContain('claves antiguas');
  });

  test('says once what was changed in several places', () => {
    const run = judgedRun();
    const admit = run.evidence.admit;
    for (const line of [12, 12, 30]) {
      admit?.notes.push(...admit.notes.slice(0, 1).map((note) => ({ ...note, where: { ...note.where, line } })));
    }
    expect(show('text', 'en', run, { color: false, width: 100 }).match(/left out · .*/g)).toEqual([
      expect.stringMatching(
        /^left out · docker-compose\.yml:5, docker-compose\.yml:12, docker-compose\.yml:30 · The fixed/,
      ),
    ]);
  });

  test('uses colours only when told to', () => {
    expect(show('text', 'en')).not.toContain('\u001b');
    expect(show('text', 'en', judgedRun(), { color: true, width: 80 })).toContain('\u001b[31m');
  });

  test('a refused submission shows the refusals and no list of what was not looked at', () => {
    const text = show('text', 'en', refusedRun());
    expect(text).toMatch(/✘ The service nestapp asks for `privileged: true`[^✘]+docker-compose\.yml:7 · privileged/);
    expect(text).toContain('Not looked at: nothing was built or started. 10 checks, 0 / 55.');
    expect(text).not.toContain('Every image builds');
  });

  test('says what was left behind, only when something was', () => {
    const run = { ...judgedRun(), leftovers: { containers: 0, networks: 0, volumes: 2, images: 0 } };
    expect(show('text', 'en', run)).toContain('Could not be removed: 0 containers, 0 networks, 2 volumes, 0 images.');
    expect(show('text', 'en')).not.toContain('Could not be removed');
  });

  test('writes numbers as the language does', () => {
    expect(show('text', 'en')).toContain('build 21.4 s');
    expect(show('text', 'es')).toContain('construir 21,4 s');
  });
});

describe('markdown', () => {
  test('is a table and a block for each lost line', () => {
    const text = show('markdown', 'en');
    expect(text).toContain('## 21 / 55 · The three activities');
    expect(text).toContain('| ❌ | Base images name a version | 0 / 2 |');
    expect(text).toMatch(
      /<details><summary>❌ Base images name a version · 0 \/ 2<\/summary>[\s\S]+?```\nservices:\n {2}postgresdb:\n/,
    );
    expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)?.length ?? 0);
  });
});

describe('junit', () => {
  test('counts lost points as failures, blocked lines as skipped, faults of ours as errors', () => {
    const text = show('junit', 'es');
    expect(text).toContain('tests="11" failures="3" errors="1" skipped="3"');
    expect(text).toContain('<testsuite name="Persistencia" tests="2" failures="0" errors="0" skipped="2">');
    expect(text).toContain('<property name="score.earned" value="21"/>');
  });

  test('two reports in one process do not mix', () => {
    expect(show('junit', 'en')).toBe(show('junit', 'en'));
  });
});

test('json is the report itself', () => {
  expect(JSON.parse(show('json', 'en'))).toEqual(makeReport(judgedRun(), 'en'));
});
