import type { Attempt, ComputedGrade } from '../../core/grades.ts';
import type { Judgement } from '../../core/judge.ts';
import type { Fault, Run } from '../../core/run.ts';
import type { CancelReason, Outcome, Source, State, Submission } from '../../core/submission.ts';

/** What is handed in. */
export type Draft = Pick<
  Submission,
  'id' | 'person' | 'assignment' | 'digest' | 'repository' | 'ref' | 'commit' | 'acceptedAt'
> & { source: Exclude<Source, 'regrade'> };

export interface AcceptOptions {
  /** How many attempts the assignment allows; null for as many as one likes. */
  limit: number | null;
  /** The same key of the same person again answers with what was accepted the first time. */
  idempotencyKey: string | null;
  /** Digest of the request: the same key with another request is a `conflict`. */
  requestDigest: string;
}

export type Accepted =
  /** `replaced`: the waiting submission for the same repository, now cancelled, whose place this one took. */
  | { outcome: 'accepted'; submission: Submission; replaced: string | null }
  | { outcome: 'repeated'; submission: Submission }
  | { outcome: 'no-attempts-left'; used: number };

/** A judged run: how it is kept. Several results can share one run: each judges it by its own version. */
export interface Result {
  id: string;
  /** The submission whose run it judges. */
  submission: string;
  assignment: string;
  digest: string;
  lines: Judgement[];
  earned: number;
  possible: number;
  createdAt: string;
}

/** How a submission ends. */
export type Ending =
  | { outcome: Exclude<Outcome, 'error'>; run: Run; result: Result; tries: number }
  | { outcome: 'error'; fault: Fault; tries: number };

/** Turns the attempts of one person into a grade; runs inside a transaction, so it must be pure. */
export type Compute = (attempts: Attempt[]) => ComputedGrade;

export interface SubmissionFilter {
  person?: string;
  assignment?: string;
  state?: State;
  /** The part before the first `?` of a page: the id of the last submission of the page before. */
  after?: string;
  limit: number;
}

export interface Counts {
  accepted: number;
  waiting: number;
  running: number;
  finished: number;
  cancelled: number;
  outcomes: Record<Outcome, number>;
  /** When the one that waits longest was accepted. */
  oldestWaitingAt: string | null;
}

/**
 * Submissions: the truth about everything that was accepted. Every method is one transaction, is safe to call from several processes at
 * once, and never moves a submission that has ended.
 */
export interface Submissions {
  /**
   * Stores a submission, or says why not. In one transaction: the key is looked up, attempts are counted (graded and refused ones and those
   * under way; never cancelled ones, errors and regrades), the waiting one of the same person, assignment and repository is cancelled as
   * `replaced` (and does not count), the priority is set (`first` when no attempt was spent before).
   */
  accept(draft: Draft, options: AcceptOptions): Promise<Accepted>;
  get(id: string): Promise<Submission | null>;
  /** Newest first. */
  list(filter: SubmissionFilter): Promise<Submission[]>;
  /**
   * Gives slots to waiting submissions and answers with those that got one, first the ones that go first (priority, then age). A person has
   * one slot at most, so one submission of theirs is in the queue or runs at any time. Regrades take the slot of nobody: they have one each.
   */
  dispatch(): Promise<Submission[]>;
  /** All that hold a slot: what the queue must know. Also cancelled ones, until `releaseSlot`. */
  dispatched(): Promise<Submission[]>;
  /** waiting → running with one try more. False when it does not wait or holds no slot: several processes may tell of the same try. */
  markRunning(id: string, at: string): Promise<boolean>;
  /** running → waiting: its worker gave it back, or was lost. Keeps the slot. */
  putBack(id: string): Promise<boolean>;
  /**
   * waiting or running → finished, once: run, result, the person's grade (`compute`, unless it is a regrade or an error) and what has to be told
   * to GitHub are stored together. The slot becomes free. False when it had ended already.
   */
  finish(id: string, ending: Ending, at: string, compute: Compute): Promise<boolean>;
  /** waiting or running → cancelled. A running one keeps its slot until `releaseSlot`. Null when it had ended already. */
  cancel(id: string, reason: CancelReason, at: string): Promise<Submission | null>;
  releaseSlot(id: string): Promise<void>;
  /** How many waiting submissions go before this one; null when it does not wait. */
  ahead(id: string): Promise<number | null>;
  /** Seconds from start to end of the latest graded and refused ones of an assignment, at most `limit`. */
  recentSeconds(assignment: string, limit: number): Promise<number[]>;
  attemptsUsed(assignment: string, person: string): Promise<number>;
  /** The other students who handed in the same repository for the same assignment, whatever became of it. */
  sharers(submission: Submission): Promise<{ id: string; name: string }[]>;
  /**
   * Of the same person, assignment and repository the newest that was handed in and tells something: it is under way, or has a result. What a teacher runs
   * again or tries out is none of these.
   */
  newestTold(submission: Submission): Promise<Submission | null>;
  counts(): Promise<Counts>;
  result(id: string): Promise<Result | null>;
  /** The recorded facts of a submission that was graded or refused. */
  run(submission: string): Promise<Run | null>;
  /** Every result that judges the run of this submission, or of a regrade of it; oldest first. */
  results(submission: string): Promise<Result[]>;
}
