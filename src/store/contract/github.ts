/** Who handed in a repository, and with what: the latest attempt of each person and assignment. */
export interface Enrolment {
  person: string;
  assignment: string;
  repository: string;
  ref: string | null;
  submission: string;
}

export type StatusState = 'pending' | 'success' | 'failure' | 'error';

/** A commit status that GitHub must hear of; kept until it did. */
export interface PendingStatus {
  id: string;
  submission: string;
  repository: string;
  commit: string;
  state: StatusState;
  earned: number | null;
  possible: number | null;
  tries: number;
}

export interface GithubBooks {
  /** Whether this delivery was added: asked before it is worked on, and added once everything that follows from it is stored. */
  hasDelivery(id: string): Promise<boolean>;
  /** False when this delivery came before. */
  addDelivery(id: string, at: string): Promise<boolean>;
  forgetDeliveries(before: string): Promise<number>;
  /** By the address as `repositoryAddress` writes it; upper and lower case are one, as GitHub has it. */
  enrolments(repository: string): Promise<Enrolment[]>;
  /**
   * The id that GitHub gave the repository is kept at its first push after somebody handed it in by link. False when it is known by another one:
   * a name that changed hands.
   */
  confirmRepository(repository: string, githubId: number): Promise<boolean>;
  /**
   * Keeps when GitHub saw the latest push to a branch. False when a later one was kept before: this one is delivered late, or again. The same
   * moment again is true, so it is safe to repeat. `ref` as git has it (`refs/heads/main`), `pushedAt` ISO 8601.
   */
  confirmPush(repository: string, ref: string, pushedAt: string): Promise<boolean>;
  /** Statuses that are due, at most `limit`; no other process gets them for a minute. Of a submission's, only the newest is left. */
  dueStatuses(now: string, limit: number): Promise<PendingStatus[]>;
  statusSent(id: string): Promise<void>;
  /** Null: it is given up. */
  statusFailed(id: string, nextAt: string | null, message: string): Promise<void>;
}
