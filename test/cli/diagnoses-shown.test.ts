import { expect, test } from 'vitest';
import { FORMATS, type Format } from '../../src/cli/formats/index.ts';
import { columns } from '../../src/cli/formats/text/layout.ts';
import { makeReport } from '../../src/core/report/make.ts';
import type { Report } from '../../src/core/report/schema.ts';
import { LANGS, type Lang, same } from '../../src/core/text.ts';
import { submissionPage } from '../../src/web/pages/submission.ts';
import { testFrame } from '../support/frame.ts';
import { viewOf } from '../web/report/fixtures.ts';
import { diagnosedRun } from './fixtures/diagnosed.ts';
import { judgedRun } from './fixtures/run.ts';

const show = (format: Format, lang: Lang, width = 80) =>
  FORMATS[format](makeReport(diagnosedRun(), lang), lang, { color: false, width });

test.each(['text', 'markdown', 'junit'] as const)(
  '%s says what lies behind a lost line, why, where, and what mends it',
  (format) => {
    const text = show(format, 'en').replaceAll(/\s+/g, ' ');
    expect(text).toMatch(
      /Why: The database is looked for on localhost.*nestapp looks for its database.*is the container itself.*docker-compose\.yml:9.*Write `postgresdb`/,
    );
    expect(show(format, 'es').replaceAll(/\s+/g, ' ')).toMatch(/Por qué: Se busca la base de datos en localhost/);
  },
);

test.each(['text', 'markdown', 'junit'] as const)('%s shows the cause in place of the general remedy', (format) => {
  const general = 'Give the application the name of the database service';
  const plain = FORMATS[format](makeReport(judgedRun(), 'en'), 'en', { color: false, width: 400 });
  expect(plain.replaceAll(/\s+/g, ' ')).toContain(general);
  expect(show(format, 'en').replaceAll(/\s+/g, ' ')).not.toContain(general);
});

test('a line of a log that the result shows already is not shown twice', () => {
  expect(show('text', 'en').match(/ECONNREFUSED 127/g)).toHaveLength(1);
});

test.each(LANGS)('the text with a cause fits the terminal (%s)', (lang) => {
  for (const width of [60, 80, 120]) {
    const lines = show('text', lang, width).split('\n');
    expect(lines.filter((line) => columns(line) > Math.min(width, 100))).toEqual([]);
  }
});

test('JSON holds the cause and the remedy of the result', () => {
  const report: Report = JSON.parse(show('json', 'en'));
  const line = report.results.find(({ grader }) => grader === 'stack-starts');
  expect(line?.remedy).toContain('DB_HOST: postgresdb');
  expect(line?.diagnoses).toMatchObject([{ id: 'host-is-localhost', where: { file: 'docker-compose.yml', line: 9 } }]);
  expect(line?.diagnoses[0]?.evidence).toHaveLength(1);
});

test('the page of a submission shows the cause, escaped', () => {
  const run = diagnosedRun();
  for (const { diagnoses } of run.lines) for (const one of diagnoses) one.message = same('<script>alert(1)</script>');
  const report = makeReport(run, 'en');
  const shown = { view: viewOf(report), live: null, key: 'key' };
  const page = submissionPage(testFrame('en'), shown, 'http://localhost:8080');
  expect(page).toContain('Why: The database is looked for on localhost');
  expect(page).toMatch(/&lt;script&gt;alert\(1\)&lt;\/script&gt; <a [^>]*><code>docker-compose.yml:9<\/code>/);
  expect(page).toContain('Write <code>postgresdb</code> instead of <code>localhost</code> in DB_HOST.');
  expect(page).not.toContain('Give the application the name of the database service');
});
