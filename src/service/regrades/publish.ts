import { DockgradeError } from '../../core/errors.ts';
import { computeGrade } from '../../core/grades.ts';
import type { Regrade } from '../../store/contract/regrades.ts';
import type { Compute } from '../../store/contract/submissions.ts';
import type { Store } from '../../store/store.ts';

/** Puts the new results of a regrade that is ready into the books. Null when it is not ready. `by`: id of a teacher. */
export async function publishRegrade(store: Store, regrade: Regrade, by: string): Promise<Regrade | null> {
  return store.regrades.publish(regrade.id, by, new Date().toISOString(), await computeFor(store, regrade));
}

/** Regrades whose last run has ended become ready; those that were asked for without a preview are published. Safe to repeat. */
export async function settleRegrades(store: Store): Promise<void> {
  for (const regrade of await store.regrades.settle()) {
    if (regrade.publishWhenReady) await publishRegrade(store, regrade, regrade.createdBy);
  }
}

/** Deadline, late policy and counting of the version that the regrade grades by. */
export async function computeFor(
  store: Store,
  { assignment, digest }: Pick<Regrade, 'assignment' | 'digest'>,
): Promise<Compute> {
  const version = await store.assignments.version(assignment, digest);
  if (!version) throw new DockgradeError('internal', `The version ${digest} of "${assignment}" is not in the store.`);
  return (attempts) => computeGrade(version.assignment, attempts);
}
