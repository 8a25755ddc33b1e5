import type { StageName } from '../stages.ts';
import type { SubmissionItem } from './submission.ts';

/** How a part of the service is. `unknown`: it cannot be asked, because Redis is away. */
export const LEVELS = ['ok', 'unknown', 'warn', 'bad'] as const;
export type Level = (typeof LEVELS)[number];

/** The parts that health is told of, in the order in which they are shown. */
export const HEALTH_PARTS = ['store', 'queue', 'workers', 'keeper', 'waiting', 'runs', 'faults'] as const;
export type HealthPart = (typeof HEALTH_PARTS)[number];

/**
 * What is wrong with the service for somebody who handed something in: Redis does not answer, or no worker takes submissions. Everything that was handed
 * in is safe in both cases, and waits.
 */
export type Trouble = 'queue-away' | 'no-workers';

/**
 * Why a run is thought to hang: its stage takes far longer than usual for its assignment (`slow`), it goes on although its time is over (`over`), or the books
 * say that it runs and no worker shows it (`unclaimed`).
 */
export type Hang = { why: 'slow'; usualSeconds: number } | { why: 'over'; limitSeconds: number } | { why: 'unclaimed' };

/** A submission as far as whoever operates the service must know it. */
export type OperatedItem = Pick<
  SubmissionItem,
  'id' | 'assignment' | 'student' | 'repository' | 'source' | 'acceptedAt' | 'state'
>;

export interface RunningItem extends OperatedItem {
  stage: StageName | null;
  /** Since when the stage runs; of the try where the stage is not known. */
  since: string;
  /** Since when this try runs. */
  startedAt: string;
  hang: Hang | null;
}

export interface WorkerItem {
  id: string;
  host: string;
  pid: number;
  places: number;
  engine: string;
  compose: string | null;
  dockgrade: string;
  startedAt: string;
  draining: boolean;
  trouble: string | null;
  /** Bytes of the file system of its data folder. */
  disk: { free: number; total: number } | null;
  /** Runs of dead processes that it cleaned up behind since its start, and ids of those of which something is left. */
  swept: { cleaned: number; left: string[] } | null;
  running: RunningItem[];
}

/** A submission that ended by a fault of ours. */
export interface FailureItem extends OperatedItem {
  code: string;
  message: string;
  /** Host of the worker whose try was the last, where one told. */
  worker: string | null;
  tries: number;
  at: string;
  /** What was handed in of the same repository since then. */
  again: string | null;
  /** Whether it can be handed in again from here: nothing came after it, and it is no part of a regrade. */
  retryable: boolean;
}

/** Everything on the page of whoever operates the service, of one moment. Times are ISO 8601, UTC. */
export interface OperationsView {
  at: string;
  health: Record<HealthPart, Level>;
  /** The worst of all parts. */
  overall: Level;
  /** Why nothing is graded at the moment; null when something is. */
  trouble: Trouble | null;
  queue: {
    waiting: number;
    running: number;
    oldestWaitingAt: string | null;
    /** Seconds until nothing waits any more, by how long the latest ones took; null when that is not known. */
    emptySeconds: number | null;
    /** Who goes next, in that order; not all of them. */
    next: OperatedItem[];
  };
  /** Null: they cannot be asked. */
  workers: WorkerItem[] | null;
  /** What the books say runs and no worker shows; all of it while the workers cannot be asked. */
  unclaimed: RunningItem[];
  failures: {
    /** Of the last day, by code, the most frequent first. */
    codes: { code: string; count: number; retryable: number }[];
    /** The newest first. */
    page: FailureItem[];
    /** `after` of the next page. */
    next: string | null;
  };
  /** When store and queue were compared the last time by this process. */
  lastRound: string | null;
  /** What runs that this process brought into the books could not remove, since it started. */
  leftovers: { since: string; runs: number; things: number };
  /** Bytes of the database, and all that was ever accepted. */
  books: { bytes: number; accepted: number };
}
