import type { GradingJob } from '../core/job.ts';
import type { Fault, Run, RunEvent } from '../core/run.ts';
import type { Priority } from '../core/submission.ts';

/** What a worker says of itself every few seconds. */
export interface WorkerInfo {
  id: string;
  host: string;
  pid: number;
  concurrency: number;
  engine: string;
  dockgrade: string;
  startedAt: string;
  draining: boolean;
  /** The version of its Compose; null for one that does not say. */
  compose: string | null;
  /** Bytes of the file system of its data folder; null where that is not known. */
  disk: { free: number; total: number } | null;
  /** Runs of dead processes that it cleaned up behind since its start, and ids of those of which something is left; null for one that does not say. */
  swept: { cleaned: number; left: string[] } | null;
  /** Why it takes no jobs at the moment (its engine went away, its disk is full …); null when it is well. */
  trouble: string | null;
  running: { submission: string; stage: string | null; since: string }[];
}

/** What one try has told so far: everything since its beginning, so that the newest one says it all. */
export interface Progress {
  /** Id of this try: what its containers and its folder are called by. */
  run: string;
  events: RunEvent[];
}

/** A job that has ended, and waits for being written into the books. */
export type Ended =
  | { id: string; outcome: 'done'; run: Run; tries: number }
  | { id: string; outcome: 'failed'; fault: Fault; tries: number };

/** Something happened to a job: whoever watches looks again. `announced` comes from `announce`. */
export interface Change {
  id: string;
  kind: 'started' | 'progress' | 'put-back' | 'ended' | 'announced';
}

/**
 * The queue as the API sees it. Redis is disposable: everything here can be put back from the store, and every method is safe to repeat.
 * A job's id is its submission's id. Throws `queue-unreachable`, within two seconds, when Redis does not answer.
 */
export interface Queue {
  /** Adds a job; one that is there already stays as it is. */
  add(job: GradingJob, priority: Priority): Promise<void>;
  /** What the queue knows of these jobs; `unknown` ones were never added, were lost or forgotten. */
  states(ids: readonly string[]): Promise<Map<string, 'waiting' | 'running' | 'ended' | 'unknown'>>;
  /** Removes a waiting job; tells the worker of a running one, which reaches it within two seconds. It ends as failed with `interrupted`. */
  cancel(id: string): Promise<void>;
  /** What the try that is running, or was last, has told. */
  progress(id: string): Promise<Progress | null>;
  /** Jobs that have ended and are not forgotten yet, at most `limit`. A result that does not fit its schema is a failure, `result-invalid`. */
  ended(limit: number): Promise<Ended[]>;
  /** Removes an ended job: it is in the books. */
  forget(id: string): Promise<void>;
  workers(): Promise<WorkerInfo[]>;
  counts(): Promise<{ waiting: number; running: number; delayed: number; ended: number }>;
  /** Tells every process that listens, this one included, that something about a submission changed. */
  announce(id: string): Promise<void>;
  /** Returns what ends it. Changes that happen while Redis is away are lost: look again when `onReconnect` speaks. */
  onChange(listener: (change: Change) => void): () => void;
  onReconnect(listener: () => void): () => void;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** How a worker does one job. Whatever it throws is a fault of ours; `signal` aborts when the job is cancelled or lost. */
export type Process = (
  job: GradingJob,
  context: { signal: AbortSignal; run: string; tell: (event: RunEvent) => void },
) => Promise<Run>;

/** The queue as a worker sees it. Holds no credential but Redis. */
export interface Consumer {
  readonly id: string;
  /** Begins to take jobs. Waits for Redis as long as it is away. */
  start(): void;
  /** Takes no more jobs until `resume`; the running ones go on. From the moment of the call, also for a job that ends in it. */
  pause(): void;
  resume(): void;
  /**
   * Takes no more jobs and waits for the running ones. When `deadline` aborts they are interrupted, cleaned up and put back for another worker, at
   * no cost in tries.
   */
  drain(deadline: AbortSignal): Promise<void>;
  running(): number;
}
