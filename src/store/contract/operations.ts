import type { StageName } from '../../core/stages.ts';
import type { Submission } from '../../core/submission.ts';

/** A submission that ended by a fault of ours. */
export interface Failure {
  submission: Submission;
  /** The newest submission of the same person, assignment and repository that was handed in since; null when there is none. */
  again: string | null;
}

/** Looks across all submissions, for whoever operates the service. Nothing here changes anything. */
export interface Operations {
  /** The waiting ones in the order in which they go, at most `limit`. */
  waiting(limit: number): Promise<Submission[]>;
  /** How many wait, by assignment. */
  backlog(): Promise<{ assignment: string; waiting: number }[]>;
  /**
   * Faults of ours, those that ended last first.
   * @param filter `id`: that one alone; `since`: ended at this moment or later; `after`: id of the last one of the page before; `limit`: of the answer
   */
  failures(filter: { id?: string; since?: string; after?: string; limit: number }): Promise<Failure[]>;
  /** Seconds of every stage that ran in the latest submissions of an assignment that came to a report, at most `limit` of them. */
  stageSeconds(assignment: string, limit: number): Promise<{ stage: StageName; seconds: number }[]>;
  /** Bytes of the database. */
  size(): Promise<number>;
}
