import type { OperationsView } from '../../core/wire/operations.ts';
import type { Keeper } from '../service.ts';

/** Counts what finished runs could not remove, since this process started. */
export function countLeftovers(keeper: Keeper): () => OperationsView['leftovers'] {
  const since = new Date().toISOString();
  let runs = 0;
  let things = 0;
  keeper.onFinished(({ leftovers }) => {
    const left = Object.values(leftovers ?? {}).reduce((sum, count) => sum + count, 0);
    if (left > 0) runs += 1;
    things += left;
  });
  return () => ({ since, runs, things });
}
