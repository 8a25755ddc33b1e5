import { hasEnded } from '../../core/submission.ts';
import type { StoredEvent } from '../../store/contract/events.ts';
import type { Store } from '../../store/store.ts';
import type { Wakes } from './wakes.ts';

/** Milliseconds until a watcher looks by itself: so it misses nothing while Redis, which wakes it, is away. */
const LOOK = 2000;
const PAGE = 100;

/** The stored events after `seq`, then each new one. Ends after the event with which the submission ended, or when `signal` aborts. */
export async function* follow(
  store: Store,
  wakes: Wakes,
  id: string,
  seq: number,
  signal: AbortSignal,
): AsyncGenerator<StoredEvent> {
  const bell = makeBell(wakes, id, signal);
  let last = seq;
  try {
    while (!signal.aborted) {
      // From here on a change rings, so none falls between the look and the wait.
      const rings = bell.next();
      // The state first: an ended submission has told everything by then.
      const submission = await store.submissions.get(id);
      const news = await store.events.after(id, last, PAGE);
      for (const stored of news) {
        if (signal.aborted) return;
        last = stored.seq;
        yield stored;
        if (isLast(stored)) return;
      }
      if (news.length === PAGE) continue;
      if (!submission || hasEnded(submission)) return;
      await rings;
    }
  } finally {
    bell.close();
  }
}

export async function eventsSoFar(store: Store, id: string): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (;;) {
    const page = await store.events.after(id, all.at(-1)?.seq ?? 0, PAGE);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

function isLast({ event }: StoredEvent): boolean {
  return event.type === 'state' && hasEnded(event);
}

function makeBell(wakes: Wakes, id: string, signal: AbortSignal): { next(): Promise<void>; close(): void } {
  let waiting = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  const ring = () => waiting.resolve();
  const unlisten = wakes.listen(id, ring);
  signal.addEventListener('abort', ring);
  return {
    next() {
      waiting = Promise.withResolvers();
      clearTimeout(timer);
      timer = setTimeout(ring, LOOK);
      return waiting.promise;
    },
    close() {
      clearTimeout(timer);
      unlisten();
      signal.removeEventListener('abort', ring);
    },
  };
}
