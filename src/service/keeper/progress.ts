import type { Submission } from '../../core/submission.ts';
import type { ServiceDependencies } from '../service.ts';
import type { Wakes } from '../submissions/wakes.ts';

/** Writes down that a submission runs, and what its worker has told so far. Safe to repeat. */
export function makeProgress({ store, queue }: Pick<ServiceDependencies, 'store' | 'queue'>, wakes: Wakes) {
  return {
    /** @param since when it began, where that is known better than "now" */
    async running({ id, state }: Submission, since?: string): Promise<void> {
      const began = state === 'waiting' && (await store.submissions.markRunning(id, since ?? new Date().toISOString()));
      const told = await queue.progress(id);
      const news = told === null ? 0 : await store.events.addRunEvents(id, told.run, told.events);
      if (began || news > 0) wakes.wake(id);
    },
  };
}
