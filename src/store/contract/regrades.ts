import type { Compute, Result } from './submissions.ts';

/** `judge`: stored evidence is judged again. `run`: submissions run again. */
export type RegradeMode = 'judge' | 'run';
export type RegradeState = 'running' | 'ready' | 'published' | 'discarded';

export interface Regrade {
  id: string;
  assignment: string;
  /** The version to grade by. */
  digest: string;
  mode: RegradeMode;
  /** Publishes itself as soon as it is ready. */
  publishWhenReady: boolean;
  state: RegradeState;
  createdAt: string;
  createdBy: string;
  endedAt: string | null;
}

/** One submission that is graded again: its standing result before, and the one that would take its place. */
export interface RegradeItem {
  submission: string;
  person: string;
  /** The submission that runs again, in mode `run`. */
  run: string | null;
  before: { earned: number; possible: number } | null;
  /** Null while it runs, and when it ended without a result. */
  after: { earned: number; possible: number } | null;
  ended: boolean;
}

/**
 * Grading again is a proposal until it is published: until then nothing in the books changes. One of an assignment is under way (running or
 * ready) at a time; another one is a `conflict`.
 */
export interface Regrades {
  /** Stores new results of stored runs. It is `ready` at once. */
  addJudged(regrade: Regrade, results: readonly { submission: string; result: Result }[]): Promise<Regrade>;
  /** Accepts one submission of source `regrade` for each of these, with its repository and graded commit, to be dispatched like all others. */
  addRuns(regrade: Regrade, submissions: readonly { submission: string; run: string }[]): Promise<Regrade>;
  get(id: string): Promise<Regrade | null>;
  /** Newest first. */
  list(assignment: string): Promise<Regrade[]>;
  items(id: string): Promise<RegradeItem[]>;
  /** How many items there are, how many of them have ended, and how many of these without a result: what `items` tells, without reading them. */
  progress(id: string): Promise<{ of: number; ended: number; failed: number }>;
  /** running → ready where every run has ended. Answers with those that became ready. Safe to repeat. */
  settle(): Promise<Regrade[]>;
  /** ready → published: each new result stands in the place of the old one, grades are computed again, the history says so. Null when it is not ready. */
  publish(id: string, by: string, at: string, compute: Compute): Promise<Regrade | null>;
  /** running or ready → discarded; its waiting and running submissions are cancelled and answered. Null when it had ended. */
  discard(id: string, at: string): Promise<{ regrade: Regrade; cancelled: string[] } | null>;
  /** Submissions that stand for somebody's grade or might: of each person and assignment the attempts with a result. */
  gradable(assignment: string, person?: string): Promise<{ submission: string; person: string; run: string }[]>;
}
