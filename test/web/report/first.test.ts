import { describe, expect, test } from 'vitest';
import type { ReportResult } from '../../../src/core/report/schema.ts';
import { mendFirst } from '../../../src/web/report/first.ts';
import { crashingEvidence, reportOf } from './fixtures.ts';

function line(
  grader: string,
  verdict: ReportResult['verdict'],
  earned: number,
  possible: number,
  by?: string,
): ReportResult {
  const words = { title: grader, message: '', lesson: '003', group: 'compose' as const };
  return {
    grader,
    verdict,
    points: { earned, possible },
    diagnoses: [],
    evidence: [],
    ...words,
    ...(by !== undefined && { by }),
  };
}

const first = (...results: ReportResult[]) => {
  const found = mendFirst({ results });
  return found && [found.line.grader, found.points, found.waiting];
};

describe('what to mend first', () => {
  test('is the line that lost most, where none waits for another', () => {
    expect(first(line('a', 'fail', 0, 2), line('b', 'partial', 1, 5), line('c', 'pass', 9, 9))).toEqual(['b', 4, 0]);
  });

  test('is the line for which others wait, with all that they could bring', () => {
    const results = [line('a', 'fail', 0, 5), line('b', 'fail', 0, 1), line('c', 'blocked', 0, 6, 'b')];
    expect(first(...results)).toEqual(['b', 7, 1]);
  });

  test('is found behind a line that waits itself', () => {
    const results = [line('a', 'fail', 0, 1), line('b', 'blocked', 0, 2, 'a'), line('c', 'blocked', 0, 3, 'b')];
    expect(first(...results)).toEqual(['a', 6, 2]);
  });

  test('is what ended the run, for lines whose stage was not reached', () => {
    const results = [line('x', 'fail', 0, 2), line('stack-starts', 'fail', 0, 1), line('c', 'blocked', 0, 8, 'probe')];
    expect(first(...results)).toEqual(['stack-starts', 9, 1]);
  });

  test('ends with lines that wait for each other', () => {
    const results = [line('a', 'blocked', 0, 1, 'b'), line('b', 'blocked', 0, 1, 'a'), line('c', 'fail', 0, 1)];
    expect(first(...results)).toEqual(['c', 1, 0]);
  });

  test('is the remedy that mends most, and the first line that tells it', () => {
    const volume = { remedy: 'Mount a named volume.' };
    const results = [
      line('a', 'fail', 0, 8),
      { ...line('b', 'fail', 0, 5), ...volume },
      { ...line('c', 'fail', 0, 4), ...volume },
      line('d', 'blocked', 0, 2, 'c'),
    ];
    expect(mendFirst({ results })).toEqual({ line: results[1], points: 11, mended: 2, waiting: 1 });
  });

  test('is nothing where no point was lost, though there be advice', () => {
    expect(first(line('a', 'pass', 1, 1), line('b', 'fail', 0, 0))).toBeNull();
  });

  test('is the start of a stack that crashes', () => {
    const report = reportOf(crashingEvidence());
    const found = mendFirst(report);
    expect(found?.line.grader).toBe('stack-starts');
    expect(found?.waiting).toBeGreaterThan(5);
  });
});
