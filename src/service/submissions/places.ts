/** Work that few may do at once. */
export interface Places {
  /** Does the work when there is a place, in the order of asking; null when there was none before `signal` aborted, or too many wait already. */
  take<Value>(work: () => Promise<Value>, signal: AbortSignal): Promise<Value | null>;
}

export function makePlaces({ atOnce, waiting }: { atOnce: number; waiting: number }): Places {
  const queue: (() => void)[] = [];
  let taken = 0;

  function place(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted || queue.length >= waiting) return Promise.resolve(false);
    if (taken < atOnce) {
      taken += 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const begin = () => {
        signal.removeEventListener('abort', leave);
        resolve(true);
      };
      const leave = () => {
        queue.splice(queue.indexOf(begin), 1);
        resolve(false);
      };
      queue.push(begin);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  return {
    async take(work, signal) {
      if (!(await place(signal))) return null;
      try {
        return await work();
      } finally {
        // The place is handed on, so that nobody who comes now gets it first.
        const next = queue.shift();
        if (next) next();
        else taken -= 1;
      }
    },
  };
}
