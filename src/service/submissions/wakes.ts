import type { ServiceDependencies } from '../service.ts';

/** Wakes those who watch a submission, in this process and in the others. They look into the store then: what wakes them carries nothing. */
export interface Wakes {
  wake(id: string): void;
  /** Returns what ends it. All listeners of a process share one subscription. */
  listen(id: string, listener: () => void): () => void;
}

export function makeWakes({ queue, log }: Pick<ServiceDependencies, 'queue' | 'log'>): Wakes {
  const listeners = new Map<string, Set<() => void>>();
  let unsubscribe: (() => void) | null = null;
  const ring = (id: string) => {
    for (const listener of listeners.get(id) ?? []) listener();
  };
  return {
    wake(id) {
      ring(id);
      queue.announce(id).catch((error: unknown) => {
        log.debug({ submission: id, error }, 'other processes were not told; they look by themselves');
      });
    },
    listen(id, listener) {
      const those = listeners.get(id) ?? new Set();
      listeners.set(id, those.add(listener));
      unsubscribe ??= queue.onChange(({ id: changed, kind }) => {
        if (kind === 'announced') ring(changed);
      });
      return () => {
        those.delete(listener);
        if (those.size === 0 && listeners.get(id) === those) listeners.delete(id);
        if (listeners.size > 0) return;
        unsubscribe?.();
        unsubscribe = null;
      };
    },
  };
}
