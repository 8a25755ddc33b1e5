import type { RunEvent } from '../core/run.ts';

/** More than any run has stages and remarks worth reading. */
export const MAX_EVENTS = 200;

export interface Teller {
  tell(event: RunEvent): void;
  /** Sends what is not sent yet. */
  finish(): Promise<void>;
}

/**
 * Collects what a run tells and sends the whole list, at most once every `pause` milliseconds; the last state always gets out. Of remarks on a stage that
 * follow one another only the newest is kept: each replaces what was shown before.
 * @param send must not throw
 */
export function makeTeller(pause: number, send: (events: RunEvent[]) => Promise<void>): Teller {
  const events: RunEvent[] = [];
  let timer: NodeJS.Timeout | null = null;
  let sending: Promise<void> = Promise.resolve();
  let unsent = false;

  const flush = () => {
    if (!unsent) return sending;
    unsent = false;
    sending = sending.then(() => send([...events]));
    return sending;
  };
  const soon = () => {
    timer ??= setTimeout(() => {
      void flush().then(() => {
        timer = null;
        if (unsent) soon();
      });
    }, pause);
  };
  return {
    tell(event) {
      if (!keep(events, event)) return;
      unsent = true;
      soon();
    },
    async finish() {
      if (timer) clearTimeout(timer);
      await flush();
    },
  };
}

function keep(events: RunEvent[], event: RunEvent): boolean {
  const last = events.at(-1);
  if (event.type === 'stage-detail' && last?.type === 'stage-detail' && last.stage === event.stage) {
    events[events.length - 1] = event;
    return true;
  }
  // The room that is left beyond the remarks is for beginnings and ends of stages.
  if (event.type === 'stage-detail' ? events.length >= MAX_EVENTS / 2 : events.length >= MAX_EVENTS) return false;
  events.push(event);
  return true;
}
