import type { Fault } from './run.ts';

/** Where a submission is. `finished` has an outcome, `cancelled` a reason; neither changes any more. */
export const STATES = ['waiting', 'running', 'finished', 'cancelled'] as const;
export type State = (typeof STATES)[number];

/** What a finished submission came to. `error` is a fault of ours: unscored, and no attempt is spent. */
export const OUTCOMES = ['graded', 'refused', 'error'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a submission was cancelled: somebody asked for it, or a newer one for the same repository took its place while it waited. */
export const CANCEL_REASONS = ['asked', 'replaced'] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

/**
 * Where it came from. A `regrade` is a teacher's doing: it is no attempt, and stands for the submission that it grades again. A `dry-run` tries a draft
 * of an assignment: it is a teacher's, belongs to `DRAFTS`, and counts nowhere.
 */
export const SOURCES = ['hand-in', 'push', 'regrade', 'dry-run'] as const;
export type Source = (typeof SOURCES)[number];

/** The assignment that dry runs belong to, instead of the one that their draft is about: no file can have this id, so what counts there never sees them. */
export const DRAFTS = '~drafts';

/** Smaller goes first: first attempts, then repeated ones, then regrades. */
export const PRIORITY = { first: 1, repeated: 2, regrade: 3 } as const;
export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY];

/** Whether it is a folder of the machine (the bundled example): graded as its files stand, so that no commit of it can be asked for. */
export const isFolder = (repository: string) => repository.startsWith('/');

/** One repository at one commit, handed in by one person for one version of an assignment. Times are ISO 8601, UTC. */
export interface Submission {
  id: string;
  person: string;
  /** `DRAFTS` for a dry run. */
  assignment: string;
  /** Digest of the version that was current when it was handed in, or of the draft: the version that it is graded by. */
  digest: string;
  /** As `repositoryAddress` writes it, so that the same repository is the same text; or the absolute path of a folder (the bundled example). */
  repository: string;
  ref: string | null;
  /** What was asked for (a push, the same commit again), and once it is graded what was graded. */
  commit: string | null;
  source: Source;
  /** The submission that a regrade grades again. */
  regradeOf: string | null;
  /** The regrade that it belongs to. */
  regrade: string | null;
  priority: Priority;
  state: State;
  cancelReason: CancelReason | null;
  /** The submission that took its place. */
  replacedBy: string | null;
  acceptedAt: string;
  startedAt: string | null;
  endedAt: string | null;
  /** How often a worker began with it. */
  tries: number;
  outcome: Outcome | null;
  fault: Fault | null;
  /** The result that stands for it in the books: its own, or that of a regrade that was published. */
  result: string | null;
}

export function hasEnded({ state }: Pick<Submission, 'state'>): boolean {
  return state === 'finished' || state === 'cancelled';
}
