import type { Assignment } from '../src/core/assignment/schema.ts';

/** Everything a worker needs for one submission, and no credential. */
export interface GradingJob {
  /** 26 characters of [a-z0-9], unguessable: the name of everything that the run creates. */
  id: string;
  /** HTTPS URL, or absolute path of a folder. */
  repository: string;
  ref: string | null;
  assignment: Assignment;
}
