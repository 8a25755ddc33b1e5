const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Hears the signals that ask this process to stop. From now on none of them ends it: that is up to who listens.
 * @param again called at each signal after the first
 * @returns resolves at the first signal
 */
export function stopAsked(again: () => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = false;
  const hear = () => {
    if (asked) again();
    asked = true;
    resolve();
  };
  for (const name of SIGNALS) process.on(name, hear);
  return promise;
}
