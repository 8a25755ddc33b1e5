import type { OperationsView, Trouble } from '../../core/wire/operations.ts';
import type { Person } from '../../store/contract/people.ts';

/** For whoever keeps the service running: the teachers, until there is somebody else. Also while Redis is away. */
export interface OperationsService {
  /** What waits, runs and failed, who runs it, and how all of it is. `after`: id of the last failure of the page before. */
  view(viewer: Person, query: { after?: string | undefined }): Promise<OperationsView>;
  /**
   * Hands in again what ended by a fault of ours, for its student, at the commit that was fetched, and as if it had arrived then: no deadline and no attempts are in
   * its way, and it is not late for our sake. The failed one spent no attempt; what is graded now counts as the one attempt that it was meant to be.
   * Answers with its id, or with that of what was handed in of the same repository since: so it is safe to repeat. `not-found`; `conflict` for what ended otherwise or belongs to a regrade.
   */
  retry(viewer: Person, id: string): Promise<string>;
  /** All of the last day with this code that nothing was handed in after, 200 at a time. `left`: how many are still to do. */
  retryAll(viewer: Person, code: string): Promise<{ retried: number; left: number }>;
  /** Why nothing is graded at the moment; null when something is. For everybody, on each page: the answer is some seconds old at most, and comes at once also while Redis is away. */
  trouble(): Promise<Trouble | null>;
}
