import type { Regrade } from '../../store/contract/regrades.ts';
import type { Store } from '../../store/store.ts';
import { currentCompute } from '../keeper/result.ts';

/** Puts the new results of a regrade that is ready into the books. Null when it is not ready. `by`: id of a teacher. */
export async function publishRegrade(store: Store, { id, assignment }: Regrade, by: string): Promise<Regrade | null> {
  return store.regrades.publish(id, by, new Date().toISOString(), await currentCompute(store, assignment));
}
