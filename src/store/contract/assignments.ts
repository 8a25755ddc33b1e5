import type { Assignment } from '../../core/assignment/schema.ts';

/** One published version. Versions are never changed: a submission keeps the one that it was handed in for. */
export interface AssignmentVersion {
  assignment: Assignment;
  /** The file as the teacher wrote it. */
  source: string;
  /** Counts from 1. */
  number: number;
  publishedAt: string;
  publishedBy: string;
}

export interface Assignments {
  /**
   * Makes this the current version. The same digest again is no new version; an older digest becomes current again.
   * @param from digest of the current version that it was made from, null for none: `conflict` where another one is current by now
   * @returns the current version, and whether this call changed anything
   */
  publish(
    version: Omit<AssignmentVersion, 'number'>,
    from?: string | null,
  ): Promise<{ version: AssignmentVersion; changed: boolean }>;
  /**
   * Keeps a version for dry runs, as `version(DRAFTS, digest)`: it is current for nobody and in no list. Drafts that no submission is graded by are
   * removed when another one is kept an hour later or more.
   */
  keepDraft(version: Omit<AssignmentVersion, 'number'>): Promise<void>;
  /** The current version. */
  current(id: string): Promise<AssignmentVersion | null>;
  version(id: string, digest: string): Promise<AssignmentVersion | null>;
  /** All current versions, in the order of their ids; with a person only those whose roster they are on. */
  list(person?: string): Promise<AssignmentVersion[]>;
  /** Newest first. */
  versions(id: string): Promise<AssignmentVersion[]>;
}
