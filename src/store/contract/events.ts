import type { RunEvent } from '../../core/run.ts';
import type { State } from '../../core/submission.ts';

/** What somebody who watches a submission is told, in the order in which it happened. */
export type LiveEvent = { type: 'state'; state: State; at: string; try: number } | RunEvent;

export interface StoredEvent {
  /** Grows within a submission: the id of a server-sent event. */
  seq: number;
  event: LiveEvent;
}

export interface Events {
  /**
   * Adds what one try has told so far. `events` is everything since its beginning: what is known already is left out, so that the same call
   * again, and one from another process, adds nothing twice. A remark (`isRemark`) that was replaced by a newer one takes its place, with a new `seq`.
   * The first words of another try than the one that spoke last begin a new one: `tries`, `startedAt` and a change of state say so. Returns how many are new.
   */
  addRunEvents(submission: string, run: string, events: readonly RunEvent[]): Promise<number>;
  /** State changes are written by `Submissions` itself, in the same transaction. */
  after(submission: string, seq: number, limit: number): Promise<StoredEvent[]>;
}
