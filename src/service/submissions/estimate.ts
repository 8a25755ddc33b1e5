import type { Submission } from '../../core/submission.ts';
import type { Outlook, SubmissionView } from '../../core/wire/submission.ts';
import type { WorkerInfo } from '../../queue/queue.ts';
import type { ServiceDependencies } from '../service.ts';

/** When something will be done, from how long the latest ones took. */
export interface Estimates {
  /** @param ahead how many go before it; null for one that does not wait */
  of(submission: Submission, ahead: number | null): Promise<SubmissionView['estimate']>;
  /** As they were when the last estimate was asked for. */
  workers(): Outlook['workers'];
}

const RECENT = 25;
/** Milliseconds for which what the workers said is believed. */
const FRESH = 2000;

export function makeEstimates({ store, queue, log }: ServiceDependencies): Estimates {
  let workers: Workers | null = null;
  let asked = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | null = null;

  async function ask(): Promise<void> {
    asked = performance.now();
    try {
      workers = capacity(await queue.workers());
    } catch (error) {
      log.debug({ error }, 'no estimates: the workers cannot be asked');
      workers = null;
    } finally {
      asking = null;
    }
  }

  return {
    workers: () => (workers === null ? 'unreachable' : workers.places > 0 ? 'there' : 'none'),
    async of({ assignment, state, startedAt }, ahead) {
      if (state !== 'running' && ahead === null) return null;
      const first = asked === Number.NEGATIVE_INFINITY;
      if (performance.now() - asked > FRESH) asking ??= ask();
      // Only the very first one waits for Redis: the others take what was known, so that one that is away holds up nobody.
      if (first) await asking;
      const seconds = median(await store.submissions.recentSeconds(assignment, RECENT));
      if (seconds === null) return null;
      if (state === 'running') {
        const since = startedAt === null ? 0 : (Date.now() - Date.parse(startedAt)) / 1000;
        return { startSeconds: 0, endSeconds: Math.ceil(Math.max(0, seconds - since)) };
      }
      if (ahead === null || workers === null || workers.places === 0) return null;
      const start = startsIn(ahead, workers, seconds);
      return { startSeconds: Math.ceil(start), endSeconds: Math.ceil(start + seconds) };
    },
  };
}

/** Places of all workers that take jobs, and how many of these are taken. */
export interface Workers {
  places: number;
  taken: number;
}

/** Seconds until the one that has `ahead` before it begins: a place becomes free every `seconds / places`, the first after half of that. Pure. */
export function startsIn(ahead: number, { places, taken }: Workers, seconds: number): number {
  const free = Math.max(0, places - taken);
  return ahead < free ? 0 : ((ahead - free + 0.5) * seconds) / places;
}

function capacity(workers: readonly WorkerInfo[]): Workers {
  const taking = workers.filter(({ draining, trouble }) => !draining && trouble === null);
  const sum = (of: (worker: WorkerInfo) => number) => taking.reduce((total, worker) => total + of(worker), 0);
  return { places: sum(({ concurrency }) => concurrency), taken: sum(({ running }) => running.length) };
}

/** Null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
