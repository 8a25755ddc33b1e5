import { isRemark, type RunEvent } from '../core/run.ts';

/** More than any run has stages and remarks worth reading. */
export const MAX_EVENTS = 200;

export interface Teller {
  tell(event: RunEvent): void;
  /** Sends what is not sent yet. */
  finish(): Promise<void>;
}

/**
 * Collects what a run tells and sends the whole list, at most once every `pause` milliseconds; the last state always gets out. Of remarks on a stage that
 * follow one another only the newest detail and the newest log are kept, each in the place of the one before.
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
  if (isRemark(event)) {
    const earlier = lastRemark(events, event.type, event.stage);
    if (earlier !== -1) {
      events[earlier] = event;
      return true;
    }
  }
  // The room that is left beyond the remarks is for beginnings and ends of stages.
  if (events.length >= (isRemark(event) ? MAX_EVENTS / 2 : MAX_EVENTS)) return false;
  if (event.type === 'stage-ended') forgetLog(events, event.stage);
  events.push(event);
  return true;
}

/** Among those that nothing but remarks on this stage follows; -1 where there is none. */
function lastRemark(events: readonly RunEvent[], type: RunEvent['type'], stage: RunEvent['stage']): number {
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index];
    if (!event || !isRemark(event) || event.stage !== stage) return -1;
    if (event.type === type) return index;
  }
  return -1;
}

/** What a stage printed is in its evidence, once it has ended: books need not keep it twice. */
function forgetLog(events: RunEvent[], stage: RunEvent['stage']): void {
  const log = lastRemark(events, 'stage-log', stage);
  if (log !== -1) events[log] = { type: 'stage-log', stage, lines: [] };
}
