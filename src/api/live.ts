import { Readable } from 'node:stream';
import { cleanTexts } from '../core/report/clean.ts';
import type { Lang } from '../core/text.ts';
import { type LiveEventWire, liveEventSchema } from '../core/wire/event.ts';
import type { LiveEvent, StoredEvent } from '../store/contract/events.ts';
import { HEARTBEAT, inTime } from './open-streams.ts';

/** Milliseconds: how soon a client whose stream broke comes back. */
const RETRY = 2000;

/**
 * Events as `text/event-stream`: `id` is what a client comes back with in `Last-Event-ID`. After the last event comes `end`, which has no id. When `signal`
 * aborts, the stream ends without it, and the client comes back. Reads on only as fast as the client does.
 */
export function eventStream(events: AsyncIterable<StoredEvent>, lang: Lang, signal: AbortSignal): Readable {
  return Readable.from(lines(events, lang, signal), { objectMode: false });
}

async function* lines(events: AsyncIterable<StoredEvent>, lang: Lang, signal: AbortSignal): AsyncGenerator<string> {
  yield `retry: ${RETRY}\n\n`;
  const iterator = events[Symbol.asyncIterator]();
  try {
    let next = iterator.next();
    for (;;) {
      const got = await inTime(next, HEARTBEAT);
      if (signal.aborted) return;
      if (got === 'late') {
        yield ': still here\n\n';
        continue;
      }
      if (got.done) break;
      yield message(inLang(got.value.event, lang), got.value.seq);
      next = iterator.next();
    }
    yield message({ type: 'end' });
  } finally {
    await iterator.return?.();
  }
}

function message(event: LiveEventWire, seq?: number): string {
  const id = seq === undefined ? '' : `id: ${seq}\n`;
  return `${id}event: ${event.type}\ndata: ${JSON.stringify(cleanTexts(liveEventSchema.parse(event)))}\n\n`;
}

/** What was stored in every language, in one. */
export function inLang(event: LiveEvent, lang: Lang): LiveEventWire {
  return 'detail' in event ? { ...event, detail: event.detail[lang] } : event;
}
