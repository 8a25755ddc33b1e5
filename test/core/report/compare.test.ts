import { describe, expect, test } from 'vitest';
import { compareReports } from '../../../src/core/report/compare.ts';
import type { Report, ReportResult } from '../../../src/core/report/schema.ts';

function line(grader: string, earned: number, more: Partial<ReportResult> = {}): ReportResult {
  return {
    grader,
    group: 'compose',
    verdict: earned === 10 ? 'pass' : earned > 0 ? 'partial' : 'fail',
    points: { earned, possible: 10 },
    title: `Title of ${grader}`,
    message: `message of ${grader}`,
    diagnoses: [],
    evidence: [],
    lesson: '003',
    ...more,
  };
}

function report(...results: ReportResult[]): Pick<Report, 'score' | 'results'> {
  const sum = (of: (line: ReportResult) => number) => results.reduce((total, one) => total + of(one), 0);
  return {
    score: { earned: sum(({ points }) => points.earned), possible: sum(({ points }) => points.possible) },
    results,
  };
}

describe('a line', () => {
  test.each([
    ['with more points was gained', line('a', 0), line('a', 10), 'gained', 10],
    ['with fewer points was lost', line('a', 10), line('a', 2.5), 'lost', -7.5],
    ['that fails for another reason changed', line('a', 0), line('a', 0, { message: 'other' }), 'changed', 0],
    ['that is now blocked changed', line('a', 0), line('a', 0, { verdict: 'blocked' }), 'changed', 0],
    [
      'that could earn more changed',
      line('a', 10),
      line('a', 10, { points: { earned: 10, possible: 20 } }),
      'changed',
      0,
    ],
    [
      'whose points differ by less than they are rounded to changed nothing',
      line('a', 3.1),
      line('a', 3.1000001),
      null,
      0,
    ],
    ['that passes in other words changed nothing', line('a', 10), line('a', 10, { message: '3.2 s' }), null, 0],
    ['that is the same changed nothing', line('a', 2), line('a', 2), null, 0],
  ] as const)('%s', (_, before, after, kind, difference) => {
    const { changes, unchanged } = compareReports(report(before), report(after));
    expect(changes.map((change) => [change.kind, change.difference])).toEqual(
      kind === null ? [] : [[kind, difference]],
    );
    expect(unchanged).toBe(kind === null ? 1 : 0);
  });

  test('says what it was and what it is, under the title of the newer report', () => {
    const { changes } = compareReports(report(line('a', 0)), report(line('a', 10, { title: 'New', message: 'fine' })));
    expect(changes).toEqual([
      {
        grader: 'a',
        title: 'New',
        kind: 'gained',
        difference: 10,
        before: { verdict: 'fail', points: { earned: 0, possible: 10 }, message: 'message of a' },
        after: { verdict: 'pass', points: { earned: 10, possible: 10 }, message: 'fine' },
      },
    ]);
  });
});

test('lines that only one rubric has are told apart from points that were gained or lost', () => {
  const { changes, difference, unchanged } = compareReports(
    report(line('gone', 10), line('stays', 10)),
    report(line('stays', 10), line('new', 4)),
  );
  expect(changes.map(({ grader, kind, before, after }) => [grader, kind, before === null, after === null])).toEqual([
    ['new', 'added', true, false],
    ['gone', 'removed', false, true],
  ]);
  expect([difference, unchanged]).toEqual([-6, 1]);
});

test('advice without points that was only reached once is no change', () => {
  const advice = line('advice', 0, { points: { earned: 0, possible: 0 } });
  const same = { difference: 0, changes: [], unchanged: 1 };
  expect(compareReports(report(line('a', 10)), report(line('a', 10), advice))).toEqual(same);
  expect(compareReports(report(advice, line('a', 10)), report(line('a', 10)))).toEqual(same);
});

test('the difference of the scores is rounded to a hundredth of a point, and no difference is plain zero', () => {
  expect(compareReports(report(line('a', 0.1), line('b', 0.2)), report(line('a', 0.3), line('b', 0))).difference).toBe(
    0,
  );
  expect(compareReports(report(line('a', 0.1)), report(line('a', 0.3))).difference).toBe(0.2);
});
