import type { Assignment } from './assignment/schema.ts';
import type { Outcome } from './submission.ts';

const DAY = 24 * 3600 * 1000;

/** How late something is at a moment: days that were begun after `due`, and the points that they cost; null when nothing is taken any more. */
export function lateness(
  { due, late }: Pick<Assignment, 'due' | 'late'>,
  at: string,
): { days: number; penalty: number } | null {
  const over = due === undefined ? 0 : Date.parse(at) - Date.parse(due);
  if (over <= 0) return { days: 0, penalty: 0 };
  const days = Math.ceil(over / DAY);
  return late !== undefined && days <= late.days ? { days, penalty: round(days * late.pointsPerDay) } : null;
}

/** A submission that ended with a result, as far as a grade depends on it. */
export interface Attempt {
  submission: string;
  acceptedAt: string;
  outcome: Exclude<Outcome, 'error'>;
  earned: number;
  possible: number;
}

/** What a person's attempts come to. `score` is `earned` less the penalty, never below zero. */
export interface ComputedGrade {
  submission: string | null;
  score: number | null;
  possible: number | null;
  lateDays: number;
  penalty: number;
  attempts: number;
}

/**
 * The best attempt, or the last one, as the assignment counts; among equal ones the earliest is best. Pure.
 * An attempt from before a deadline was moved forward keeps the days that were allowed.
 */
export function computeGrade(
  assignment: Pick<Assignment, 'due' | 'late' | 'attempts'>,
  attempts: readonly Attempt[],
): ComputedGrade {
  const scored = [...attempts].sort(byTime).map((attempt) => {
    const { days, penalty } = lateness(assignment, attempt.acceptedAt) ?? mostLate(assignment);
    return { ...attempt, days, penalty, score: Math.max(0, round(attempt.earned - penalty)) };
  });
  const best = scored.reduce<(typeof scored)[number] | undefined>(
    (top, next) => (top === undefined || next.score > top.score ? next : top),
    undefined,
  );
  const counts = assignment.attempts?.count === 'last' ? scored.at(-1) : best;
  if (!counts) return { submission: null, score: null, possible: null, lateDays: 0, penalty: 0, attempts: 0 };
  const { submission, score, possible, days, penalty } = counts;
  return { submission, score, possible, lateDays: days, penalty, attempts: scored.length };
}

function mostLate({ late }: Pick<Assignment, 'late'>): { days: number; penalty: number } {
  return late === undefined
    ? { days: 0, penalty: 0 }
    : { days: late.days, penalty: round(late.days * late.pointsPerDay) };
}

/** Of two at the same moment the one with the smaller id is the earlier: the order never depends on how they were found. */
function byTime(a: Attempt, b: Attempt): number {
  if (a.acceptedAt !== b.acceptedAt) return a.acceptedAt < b.acceptedAt ? -1 : 1;
  return a.submission < b.submission ? -1 : 1;
}

function round(points: number): number {
  return Math.round(points * 100) / 100;
}
