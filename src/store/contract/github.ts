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
  /** False when this delivery came before. */
  addDelivery(id: string, at: string): Promise<boolean>;
  forgetDeliveries(before: string): Promise<number>;
  /** By the address as `repositoryAddress` writes it. */
  enrolments(repository: string): Promise<Enrolment[]>;
  /** The id that GitHub gave the repository is kept at its first push. False when it is known by another one: a name that changed hands. */
  confirmRepository(repository: string, githubId: number): Promise<boolean>;
  /** Statuses that are due, at most `limit`; no other process gets them for a minute. Of a submission's, only the newest is left. */
  dueStatuses(now: string, limit: number): Promise<PendingStatus[]>;
  statusSent(id: string): Promise<void>;
  /** Null: it is given up. */
  statusFailed(id: string, nextAt: string | null, message: string): Promise<void>;
}
