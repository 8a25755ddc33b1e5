import { setTimeout as delay } from 'node:timers/promises';

/** Waits for something, but no longer than that. Rejects when it does. */
export async function within(work: Promise<unknown>, milliseconds: number): Promise<void> {
  const over = new AbortController();
  const late = delay(milliseconds, undefined, { signal: over.signal }).catch(() => undefined);
  try {
    await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}
