import type { RegradeItem, RegradeView } from '../../core/wire/grades.ts';
import type { Regrade, RegradeItem as RegradeItemRow } from '../../store/contract/regrades.ts';
import type { Store } from '../../store/store.ts';
import type { NameOf } from '../grades/view.ts';
import { type Effect, effectsOf } from './effects.ts';

/** How far a regrade is. */
export async function regradeItem(store: Store, regrade: Regrade, nameOf: NameOf): Promise<RegradeItem> {
  return item(regrade, await store.regrades.items(regrade.id), nameOf);
}

/** A regrade with whom it changes and by how much. */
export async function regradeView(store: Store, regrade: Regrade, nameOf: NameOf): Promise<RegradeView> {
  const items = await store.regrades.items(regrade.id);
  const effects = await effectsOf(store, regrade, items);
  const { failed, ...told } = await item(regrade, items, nameOf);
  return {
    ...told,
    summary: {
      up: effects.filter((effect) => difference(effect) > 0).length,
      down: effects.filter((effect) => difference(effect) < 0).length,
      same: effects.filter((effect) => difference(effect) === 0).length,
      failed,
    },
    changes: effects
      .filter((effect) => difference(effect) !== 0)
      .sort((a, b) => difference(a) - difference(b) || (a.student.name < b.student.name ? -1 : 1))
      .map((effect) => ({ ...effect, difference: difference(effect) })),
  };
}

async function item(regrade: Regrade, items: readonly RegradeItemRow[], nameOf: NameOf): Promise<RegradeItem> {
  const { id, assignment, digest, mode, state, createdAt, createdBy, endedAt } = regrade;
  return {
    id,
    assignment,
    digest,
    mode,
    state,
    createdAt,
    createdBy: await nameOf(createdBy),
    endedAt,
    progress: { ended: items.filter(({ ended }) => ended).length, of: items.length },
    failed: items.filter(({ ended, after }) => ended && after === null).length,
  };
}

/** Points that somebody gains, to a hundredth. */
function difference({ before, after }: Effect): number {
  return Math.round((after.earned - (before?.earned ?? 0)) * 100) / 100;
}
