import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../core/log.ts';
import { IDLE, makeSender, type StatusDependencies } from './status-sender.ts';

/**
 * Tells GitHub how submissions go, one after the other as GitHub asks for. What is to be told waits in the store until GitHub took it, so a stop
 * or a crash loses nothing. Without a token it is put aside, so that a token which comes later does not tell of old times.
 */
export function startStatuses(deps: StatusDependencies): { close(): Promise<void> } {
  const stop = new AbortController();
  const sender = makeSender(deps, stop.signal);
  const running = repeat(deps.log, stop.signal, sender);
  return {
    close: () => {
      stop.abort();
      return running;
    },
  };
}

async function repeat(log: Log, signal: AbortSignal, round: () => Promise<number>): Promise<void> {
  while (!signal.aborted) {
    const pause = await round().catch((error: unknown) => {
      if (!signal.aborted) log.warn({ error }, 'commit statuses: the round ended early');
      return IDLE;
    });
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}
