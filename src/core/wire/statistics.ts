import type { Verdict } from '../verdict.ts';

/** How a class did in one grader, over the submissions that count. */
export interface GraderStatistics {
  id: string;
  title: string;
  /** Number of the course document that teaches it; null for a grader that is no longer known. */
  lesson: string | null;
  /** How many were judged by it, and with which verdict. */
  people: number;
  verdicts: Record<Verdict['verdict'], number>;
  /** How many lost points: partly, all, or because an earlier stage failed. */
  lost: number;
  /** Mean share of its points that was lost, 0 to 1. */
  lostShare: number;
}

export interface StatisticsView {
  assignment: { id: string; title: string; possible: number };
  /** Everyone in the grade table. */
  people: number;
  submitted: number;
  missing: number;
  late: number;
  /** How many have which score that counts; ascending. */
  scores: { score: number; people: number }[];
  /** By what most students lost. */
  graders: GraderStatistics[];
}
