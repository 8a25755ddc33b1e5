import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Attempt, computeGrade, lateness } from '../../src/core/grades.ts';

const DUE = '2026-12-01T23:59:00-03:00';
const LATE = { pointsPerDay: 10, days: 3 };

describe('lateness', () => {
  test.each([
    ['long before the deadline', '2026-11-01T00:00:00.000Z', 0, 0],
    ['one millisecond before it', '2026-12-02T02:58:59.999Z', 0, 0],
    ['exactly at it, in another time zone', '2026-12-02T02:59:00.000Z', 0, 0],
    ['one millisecond after it', '2026-12-02T02:59:00.001Z', 1, 10],
    ['exactly a day after it', '2026-12-03T02:59:00.000Z', 1, 10],
    ['a millisecond more than a day after it', '2026-12-03T02:59:00.001Z', 2, 20],
    ['at the last moment of the last day', '2026-12-05T02:59:00.000Z', 3, 30],
  ])('%s, at %s: %i days late', (_name, at, days, penalty) => {
    expect(lateness({ due: DUE, late: LATE }, at)).toEqual({ days, penalty });
  });

  test('takes nothing a millisecond after the last day', () => {
    expect(lateness({ due: DUE, late: LATE }, '2026-12-05T02:59:00.001Z')).toBeNull();
  });

  test('takes nothing a millisecond after the deadline where there is no late policy, or one of no days', () => {
    const at = '2026-12-02T02:59:00.001Z';
    expect([lateness({ due: DUE }, at), lateness({ due: DUE, late: { pointsPerDay: 5, days: 0 } }, at)]).toEqual([
      null,
      null,
    ]);
  });

  test('is never late without a deadline', () => {
    expect(lateness({}, '2999-01-01T00:00:00.000Z')).toEqual({ days: 0, penalty: 0 });
  });

  test.each([['2026-12-02T02:59:00Z'], ['2026-12-02T08:29:00+05:30'], ['2026-12-01T16:59:00-10:00']])(
    'reads the same deadline written as %s alike',
    (due) => {
      expect(lateness({ due, late: LATE }, '2026-12-02T02:59:00.000Z')?.days).toBe(0);
      expect(lateness({ due, late: LATE }, '2026-12-02T02:59:00.001Z')?.days).toBe(1);
    },
  );

  test('costs hundredths of a point without the noise of binary fractions', () => {
    const late = { pointsPerDay: 0.1, days: 3 };
    expect(lateness({ due: DUE, late }, '2026-12-05T00:00:00.000Z')?.penalty).toBe(0.3);
  });
});

describe('the grade of several attempts', () => {
  test('is nothing without any', () => {
    expect(computeGrade({}, [])).toEqual({
      submission: null,
      score: null,
      possible: null,
      lateDays: 0,
      penalty: 0,
      attempts: 0,
    });
  });

  test('is the best one, where the assignment does not say otherwise', () => {
    expect(computeGrade({}, [at(1, 40), at(2, 90), at(3, 60)])).toMatchObject({
      submission: 's2',
      score: 90,
      possible: 100,
      attempts: 3,
    });
  });

  test('is the earliest among equal ones', () => {
    expect(computeGrade({}, [at(3, 90), at(1, 90), at(2, 90)]).submission).toBe('s1');
  });

  test('is the last one where the assignment counts so, also when it is worse', () => {
    const assignment = { attempts: { limit: 5, count: 'last' as const } };
    expect(computeGrade(assignment, [at(3, 10), at(1, 90)])).toMatchObject({ submission: 's3', score: 10 });
  });

  test('counts an attempt that admission refused like any other', () => {
    expect(computeGrade({}, [{ ...at(1, 0), outcome: 'refused' }])).toMatchObject({ score: 0, attempts: 1 });
  });

  test('weighs the penalty: an earlier attempt in time may be better than a late one with more points', () => {
    const assignment = { due: day(2), late: LATE };
    expect(computeGrade(assignment, [at(1, 85), at(3, 90)])).toMatchObject({ submission: 's1', score: 85, penalty: 0 });
    expect(computeGrade(assignment, [at(1, 75), at(3, 90)])).toMatchObject({
      submission: 's3',
      score: 80,
      penalty: 10,
      lateDays: 1,
    });
  });

  test('is never below zero', () => {
    expect(computeGrade({ due: day(1), late: LATE }, [at(4, 12)])).toMatchObject({ score: 0, penalty: 30 });
  });

  test('costs the days that were allowed, and no more, when the deadline was moved forward after the attempt', () => {
    expect(computeGrade({ due: day(1), late: LATE }, [at(20, 80)])).toMatchObject({
      score: 50,
      penalty: 30,
      lateDays: 3,
    });
    expect(computeGrade({ due: day(1) }, [at(20, 80)])).toMatchObject({ score: 80, penalty: 0, lateDays: 0 });
  });

  test('costs nothing any more when the deadline was moved to a later day', () => {
    const late = LATE;
    expect(computeGrade({ due: day(5), late }, [at(6, 80)])).toMatchObject({ score: 70, lateDays: 1 });
    expect(computeGrade({ due: day(6), late }, [at(6, 80)])).toMatchObject({ score: 80, lateDays: 0 });
  });

  test('does not depend on the order in which attempts are found, nor is it ever negative or above what was earned', () => {
    const attempt = fc.record({ day: fc.integer({ min: 1, max: 9 }), earned: fc.integer({ min: 0, max: 100 }) });
    const policy = fc.record({ pointsPerDay: fc.integer({ min: 0, max: 50 }), days: fc.integer({ min: 0, max: 5 }) });
    const count = fc.constantFrom('best' as const, 'last' as const);
    fc.assert(
      fc.property(fc.array(attempt, { minLength: 1 }), policy, count, (drawn, late, counted) => {
        const attempts = drawn.map(({ day: on, earned }, index) => ({ ...at(on, earned), submission: `s${index}` }));
        const assignment = { due: day(4), late, attempts: { limit: 99, count: counted } };
        const grade = computeGrade(assignment, attempts);
        expect(computeGrade(assignment, attempts.toReversed())).toEqual(grade);
        const counts = attempts.find(({ submission }) => submission === grade.submission);
        expect(grade.score).toBeGreaterThanOrEqual(0);
        expect(grade.score).toBeLessThanOrEqual(counts?.earned ?? -1);
      }),
    );
  });
});

function day(number: number): string {
  return `2026-12-${String(number).padStart(2, '0')}T12:00:00.000Z`;
}

/** An attempt on a day of December, called after it. */
function at(number: number, earned: number): Attempt {
  return { submission: `s${number}`, acceptedAt: day(number), outcome: 'graded', earned, possible: 100 };
}
