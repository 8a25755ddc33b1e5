import { setTimeout as delay } from 'node:timers/promises';
import type { Trouble } from '../../core/wire/operations.ts';
import { isAway } from '../away.ts';
import type { ServiceDependencies } from '../service.ts';
import { troubleOf } from './health.ts';
import { takesJobs } from './takes-jobs.ts';

/** Milliseconds for which an answer is believed, and that somebody waits for a new one. */
const FRESH = 3000;
const PATIENCE = 250;

/** What keeps submissions from being graded, for every page that somebody opens: one question at a time, and whoever asks waits for a moment at most. */
export function makeTrouble({ queue, log }: Pick<ServiceDependencies, 'queue' | 'log'>): () => Promise<Trouble | null> {
  let known: Trouble | null = null;
  let asked = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | null = null;

  async function ask(): Promise<void> {
    try {
      const workers = await queue.workers();
      known = troubleOf({
        queueAnswers: true,
        workers: { taking: workers.filter(takesJobs).length, shown: workers.length },
      });
    } catch (error) {
      if (isAway(error)) known = 'queue-away';
      else log.warn({ error }, 'the workers cannot be read');
    } finally {
      asked = performance.now();
      asking = null;
    }
  }

  return async () => {
    if (performance.now() - asked > FRESH) {
      asking ??= ask();
      const over = new AbortController();
      await Promise.race([asking, delay(PATIENCE, undefined, { signal: over.signal }).catch(() => undefined)]);
      over.abort();
    }
    return known;
  };
}
