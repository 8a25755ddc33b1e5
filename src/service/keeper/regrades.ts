import type { Regrade } from '../../store/contract/regrades.ts';
import { isAway } from '../away.ts';
import { publishRegrade } from '../regrades/publish.ts';
import type { ServiceDependencies } from '../service.ts';

/** Closes regrades whose runs have all ended, and publishes those that were asked to publish themselves. */
export type SettleRegrades = () => Promise<void>;

export function makeSettleRegrades({ store, log }: Pick<ServiceDependencies, 'store' | 'log'>): SettleRegrades {
  /** A process may have ended between ready and published, or failed there: then all are looked through. */
  let lookThrough = true;

  async function unpublished(): Promise<Regrade[]> {
    const versions = await store.assignments.list();
    const all = await Promise.all(versions.map(({ assignment }) => store.regrades.list(assignment.id)));
    return all.flat().filter(({ state }) => state === 'ready');
  }

  return async () => {
    const settled = await store.regrades.settle();
    for (const { id, assignment } of settled) log.info({ regrade: id, assignment }, 'regrade ready');
    const ready = lookThrough ? await unpublished() : settled;
    lookThrough = false;
    for (const regrade of ready.filter(({ publishWhenReady }) => publishWhenReady)) {
      try {
        const published = await publishRegrade(store, regrade, regrade.createdBy);
        if (published) log.info({ regrade: regrade.id, assignment: regrade.assignment }, 'regrade published');
      } catch (error) {
        lookThrough = true;
        if (isAway(error)) throw error;
        log.error({ regrade: regrade.id, assignment: regrade.assignment, error }, 'regrade could not be published');
      }
    }
  };
}
