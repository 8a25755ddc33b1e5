import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { DockgradeError } from '../core/errors.ts';
import { withoutPassword } from './redis.ts';
import { ANSWER } from './timing.ts';

/** Does something with Redis, and waits a moment for a connection that is being made. Throws `queue-unreachable`, in time. */
export type Ask = <T>(work: () => Promise<T>) => Promise<T>;

export function makeAsk(redis: Redis, url: string): Ask {
  const ready = readiness(redis);
  return (work) => answered(ready, url, work);
}

/** Waits a moment for a connection that is being made. Whatever goes wrong with Redis is one fault, and it is told in time. */
async function answered<T>(ready: () => Promise<void>, url: string, work: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = delay(ANSWER, undefined, { signal: over.signal }).then(() => {
    throw new Error(`no answer within ${ANSWER} ms`);
  });
  try {
    const answer = ready().then(() => {
      over.signal.throwIfAborted();
      return work();
    });
    return await Promise.race([answer, late]);
  } catch (cause) {
    if (cause instanceof DockgradeError) throw cause;
    throw new DockgradeError(
      'queue-unreachable',
      `Redis at ${withoutPassword(url)} does not answer as it should: ${said(cause)}`,
      {
        cause,
        remedy:
          'Start Redis, or set REDIS_URL to one that runs. What was handed in is kept, and goes on when Redis is back.',
      },
    );
  } finally {
    over.abort();
  }
}

/** One listener serves all who wait: a whole class may ask while Redis is away. */
function readiness(redis: Redis): () => Promise<void> {
  let coming: Promise<unknown> | null = null;
  return async () => {
    if (redis.status === 'ready') return;
    coming ??= once(redis, 'ready').finally(() => {
      coming = null;
    });
    await coming;
  };
}

function said(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
