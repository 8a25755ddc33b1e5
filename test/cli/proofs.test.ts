import { expect, test } from 'vitest';
import { FORMATS } from '../../src/cli/formats/index.ts';
import { makeReport } from '../../src/core/report/make.ts';
import { same } from '../../src/core/text.ts';
import { fail } from '../../src/core/verdict.ts';
import { line } from './fixtures/lines.ts';
import { judgedRun } from './fixtures/run.ts';

/** What the text report shows of a log, without its margin. */
function shown(log: readonly string[]): string[] {
  const words = { message: same('x'), expected: same('x'), actual: same('x'), remedy: same('x') };
  const verdict = fail({ ...words, evidence: [{ kind: 'log', title: same('Log'), text: log.join('\n') }] });
  const run = { ...judgedRun(), lines: [line('a', 'image', same('A'), 1, 0, verdict)] };
  const text = FORMATS.text(makeReport(run, 'en'), 'en', { color: false, width: 80 });
  return [...text.matchAll(/^ {6}│ (.*)$/gm)].map(([, words = '']) => words);
}

test('a proof of 15 lines is shown whole: its first line often names the cause', () => {
  const log = ["Error: Cannot find package 'pg'", ...Array.from({ length: 14 }, (_, index) => `    at ${index}`)];
  expect(shown(log)).toEqual(log);
});

test('of a longer one the beginning and the end are shown, and how much lies between', () => {
  const log = Array.from({ length: 30 }, (_, index) => `line ${index}`);
  expect(shown(log)).toEqual([...log.slice(0, 7), '… 16 more lines', ...log.slice(-7)]);
});

test('a line that is wider than the terminal goes on below, and nothing of it is lost', () => {
  const line = `error: exec ${'/usr/local/bin/start.sh '.repeat(5)}: not found`;
  const lines = shown([line]);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.join(' ').split(/\s+/)).toEqual(line.split(/\s+/));
});

test('the calls of a stack trace take one line each', () => {
  expect(shown([`    at ${'x'.repeat(100)}`])).toEqual([`    at ${'x'.repeat(64)}…`]);
});
