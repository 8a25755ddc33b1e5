import type { Log } from '../core/log.ts';
import { isAway } from './away.ts';

/** What goes on after its answer was given. */
export interface Later {
  /** A failure is logged: the keeper does the same work again at its next look. */
  begin(fields: object, work: () => Promise<void>): void;
  /** Waits for everything that was begun. */
  settled(): Promise<void>;
}

export function makeLater(log: Log): Later {
  const open = new Set<Promise<void>>();
  return {
    begin(fields, work) {
      const going = work()
        .catch((error: unknown) => {
          if (isAway(error)) log.warn({ ...fields, error }, 'done later: queue or store is away');
          else log.error({ ...fields, error }, 'failed, and is tried again at the next look');
        })
        .finally(() => open.delete(going));
      open.add(going);
    },
    async settled() {
      await Promise.all(open);
    },
  };
}
