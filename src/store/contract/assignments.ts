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
   * @returns the current version, and whether this call changed anything
   */
  publish(version: Omit<AssignmentVersion, 'number'>): Promise<{ version: AssignmentVersion; changed: boolean }>;
  /** The current version. */
  current(id: string): Promise<AssignmentVersion | null>;
  version(id: string, digest: string): Promise<AssignmentVersion | null>;
  /** All current versions, in the order of their ids; with a person only those whose roster they are on. */
  list(person?: string): Promise<AssignmentVersion[]>;
  /** Newest first. */
  versions(id: string): Promise<AssignmentVersion[]>;
}
