import { isAway } from '../away.ts';
import { coalesced } from '../coalesced.ts';
import type { Finished, Keeper, ServiceDependencies } from '../service.ts';
import type { Moving } from '../submissions.ts';
import { makeEndings } from './endings.ts';
import { makeSettleRegrades } from './regrades.ts';

/** Milliseconds between two looks at everything. */
const LOOK = 3000;
/** Milliseconds in which changes are gathered: what a build says comes by the hundred. */
const GATHER = 25;

export function makeKeeper(deps: ServiceDependencies, { wakes, later, feed, slots }: Moving): Keeper {
  const { queue, log } = deps;
  const listeners = new Set<(finished: Finished) => void>();
  const endings = makeEndings(deps, wakes, (finished) => {
    for (const listener of listeners) listener(finished);
  });
  const settleRegrades = makeSettleRegrades(deps);
  const changed = new Set<string>();
  const undo: (() => void)[] = [];
  let everything = false;
  let away = false;
  let lastRound: string | null = null;
  let gathering: NodeJS.Timeout | undefined;

  const round = coalesced(async () => {
    const whole = everything;
    const ids = [...changed];
    everything = false;
    changed.clear();
    await endings.collect();
    if (whole) await slots.compare();
    else await slots.follow(ids);
    await feed();
    await settleRegrades();
    if (whole) lastRound = new Date().toISOString();
  });

  function reconcile(): Promise<void> {
    everything = true;
    return round();
  }

  function inBackground(work: () => Promise<void>): void {
    later.begin({}, async () => {
      try {
        await work();
        if (away) log.info({}, 'store and queue answer again');
        away = false;
      } catch (error) {
        if (!isAway(error)) throw error;
        if (!away) log.warn({ error }, 'store or queue is away: what was handed in waits until it is back');
        away = true;
      }
    });
  }

  function gather(id: string): void {
    changed.add(id);
    gathering ??= setTimeout(() => {
      gathering = undefined;
      inBackground(round);
    }, GATHER);
  }

  return {
    start() {
      const look = setInterval(() => inBackground(reconcile), LOOK);
      undo.push(
        () => clearInterval(look),
        queue.onChange(({ id, kind }) => {
          if (kind !== 'announced') gather(id);
        }),
        queue.onReconnect(() => inBackground(reconcile)),
      );
      inBackground(reconcile);
    },
    reconcile,
    get lastRound() {
      return lastRound;
    },
    onFinished(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      for (const step of undo.splice(0)) step();
      clearTimeout(gathering);
      await later.settled();
    },
  };
}
