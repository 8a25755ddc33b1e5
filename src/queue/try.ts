import { DockgradeError } from '../core/errors.ts';
import { newId } from '../core/job.ts';
import type { Fault } from '../core/run.ts';
import type { RawJob } from './grading-worker.ts';

/** Why a try is stopped from outside: somebody asked for it, the worker stops, or the job belongs to somebody else by now. */
type Stop = 'cancelled' | 'put-back' | 'lost';

/** One try of one job, while it runs. */
export interface Try {
  job: RawJob;
  token: string;
  run: string;
  /** When the lock was last known to be ours: milliseconds as `performance.now` counts them. */
  renewed: number;
  stop(why: Stop): void;
}

/** The same, as whoever runs it sees it. */
export interface Entry extends Try {
  signal: AbortSignal;
  stopped: Stop | null;
  stage: string | null;
  since: string;
  ended: Promise<void>;
  end: () => void;
}

export const CANCELLED: Fault = { code: 'interrupted', message: 'The submission was cancelled.', remedy: null };

const STOPPED: Record<Stop, string> = {
  cancelled: CANCELLED.message,
  'put-back': 'The worker stops; another one takes the submission over.',
  lost: 'The worker lost its hold on the submission; another one takes it over.',
};

export function makeEntry(job: RawJob, token: string): Entry {
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<void>();
  const entry: Entry = {
    job,
    token,
    run: newId(),
    renewed: performance.now(),
    signal: controller.signal,
    stopped: null,
    stage: null,
    since: new Date().toISOString(),
    ended: promise,
    end: resolve,
    stop(why) {
      if (entry.stopped) return;
      entry.stopped = why;
      controller.abort(new DockgradeError('interrupted', STOPPED[why]));
    },
  };
  return entry;
}
