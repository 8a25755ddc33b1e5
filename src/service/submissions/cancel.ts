import { DockgradeError } from '../../core/errors.ts';
import type { Submission } from '../../core/submission.ts';
import type { Person } from '../../store/contract/people.ts';
import type { ServiceDependencies } from '../service.ts';
import type { Moving } from '../submissions.ts';
import { visibleSubmission } from './access.ts';

/** Cancels what waits or runs; what was cancelled before stays so. `conflict` for what has finished. */
export async function cancelSubmission(
  { store, log }: ServiceDependencies,
  { wakes, later, feed, slots }: Moving,
  viewer: Person,
  id: string,
): Promise<Submission> {
  await visibleSubmission(store, viewer, id);
  const cancelled = await store.submissions.cancel(id, 'asked', new Date().toISOString());
  if (!cancelled) {
    const now = await visibleSubmission(store, viewer, id);
    if (now.state === 'cancelled') return now;
    throw new DockgradeError('conflict', `Submission ${id} has finished already.`, {
      remedy: 'What has finished stays in the books; hand in again if you want another result.',
      es: {
        message: 'Esta entrega ya terminó.',
        remedy: 'Lo que terminó queda guardado; entrega otra vez si quieres otro resultado.',
      },
    });
  }
  log.info({ submission: id, by: viewer.id }, 'submission cancelled');
  wakes.wake(id);
  later.begin({ submission: id }, async () => {
    await slots.takeOut(id);
    await feed();
  });
  return cancelled;
}
