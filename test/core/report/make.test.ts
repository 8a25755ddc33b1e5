import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { reportJsonSchema } from '../../../scripts/generate-docs.ts';
import { makeReport } from '../../../src/core/report/make.ts';
import { reportSchema } from '../../../src/core/report/schema.ts';
import { LANGS, same } from '../../../src/core/text.ts';
import { blocked, pass } from '../../../src/core/verdict.ts';
import { line } from '../../cli/fixtures/lines.ts';
import { judgedRun, refusedRun } from '../../cli/fixtures/run.ts';

const published = JSON.parse(readFileSync(new URL('../../../docs/report.schema.json', import.meta.url), 'utf8'));

test('the published schema is the one of the code (node scripts/generate-docs.ts writes it)', () => {
  expect(published).toEqual(JSON.parse(reportJsonSchema()));
});

test.each(LANGS)('a report in %s fits the published schema and the own one', (lang) => {
  const validate = new Ajv2020({ strict: false }).compile(published);
  for (const run of [judgedRun(), refusedRun()]) {
    const report = makeReport(run, lang);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(reportSchema.parse(report)).toEqual(report);
  }
});

test('a report that lacks its score does not fit the published schema', () => {
  const { score: _, ...rest } = makeReport(judgedRun(), 'en');
  expect(new Ajv2020({ strict: false }).compile(published)(rest)).toBe(false);
});

test('the score is the sum of the lines', () => {
  const { score, results } = makeReport(judgedRun(), 'en');
  expect(score).toEqual({ earned: 21, possible: 55 });
  expect(results.reduce((sum, { points }) => sum + points.earned, 0)).toBe(21);
});

test('a line without points is there when it was looked at, and left out when it was blocked', () => {
  const said = { message: same('x') };
  const lines = [
    line('a', 'image', same('A'), 0, 0, pass(said)),
    line('b', 'image', same('B'), 0, 0, blocked({ by: 'build', ...said })),
    line('c', 'image', same('C'), 1, 0, blocked({ by: 'build', ...said })),
  ];
  expect(makeReport({ ...judgedRun(), lines }, 'en').results.map(({ grader, by }) => [grader, by])).toEqual([
    ['a', undefined],
    ['c', 'build'],
  ]);
});

test('every sentence is in the language that was asked for', () => {
  const texts = (lang: 'en' | 'es') => {
    const { results, notes, stages } = makeReport(judgedRun(), lang);
    return [
      ...stages.flatMap(({ detail }) => (detail === '' ? [] : [detail])),
      ...results.flatMap(({ title, message, remedy }) => [title, message, remedy]),
      ...notes.map(({ message }) => message),
    ];
  };
  expect(texts('es').filter((text) => text !== undefined && texts('en').includes(text))).toEqual([]);
});

test('a proof in our own words is in the language that was asked for, one in the words of a program as it is', () => {
  const said = pass({
    message: same('x'),
    evidence: [
      { kind: 'inspect', title: same('A'), text: { en: 'lost', es: 'perdida' } },
      { kind: 'log', title: same('B'), text: 'Error: x' },
    ],
  });
  const run = { ...judgedRun(), lines: [line('a', 'image', same('A'), 1, 1, said)] };
  expect(makeReport(run, 'es').results[0]?.evidence.map(({ text }) => text)).toEqual(['perdida', 'Error: x']);
});

test('refusals come from admission, and nothing is earned', () => {
  const report = makeReport(refusedRun(), 'es');
  expect(report).toMatchObject({ outcome: 'refused', score: { earned: 0, possible: 55 } });
  expect(report.refusals.map(({ rule }) => rule)).toEqual(['privileged', 'host-path']);
});
