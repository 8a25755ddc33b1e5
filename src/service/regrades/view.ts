import type { RegradeItem, RegradeView } from '../../core/wire/grades.ts';
import type { Regrade } from '../../store/contract/regrades.ts';
import type { Store } from '../../store/store.ts';
import type { NameOf } from '../grades/view.ts';
import { type Effect, effectsOf } from './effects.ts';

/** How far a regrade is. */
export async function regradeItem(store: Store, regrade: Regrade, nameOf: NameOf): Promise<RegradeItem> {
  const { failed, ...progress } = await store.regrades.progress(regrade.id);
  return { ...(await told(regrade, nameOf)), progress, failed };
}

/** A regrade with whom it changes and by how much. */
export async function regradeView(store: Store, regrade: Regrade, nameOf: NameOf): Promise<RegradeView> {
  const items = await store.regrades.items(regrade.id);
  const effects = await effectsOf(store, regrade, items);
  return {
    ...(await told(regrade, nameOf)),
    progress: { ended: items.filter(({ ended }) => ended).length, of: items.length },
    summary: {
      up: effects.filter((effect) => difference(effect) > 0).length,
      down: effects.filter((effect) => difference(effect) < 0).length,
      same: effects.filter((effect) => difference(effect) === 0).length,
      failed: items.filter(({ ended, after }) => ended && after === null).length,
    },
    changes: effects
      .filter((effect) => difference(effect) !== 0)
      .sort((a, b) => difference(a) - difference(b) || (a.student.name < b.student.name ? -1 : 1))
      .map((effect) => ({ ...effect, difference: difference(effect) })),
  };
}

async function told({ id, assignment, digest, mode, state, createdAt, createdBy, endedAt }: Regrade, nameOf: NameOf) {
  return { id, assignment, digest, mode, state, createdAt, createdBy: await nameOf(createdBy), endedAt };
}

/** Points that somebody gains, to a hundredth. */
function difference({ before, after }: Effect): number {
  return Math.round((after.earned - (before?.earned ?? 0)) * 100) / 100;
}
