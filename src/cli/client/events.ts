import { createParser } from 'eventsource-parser';
import { cleanTexts } from '../../core/report/clean.ts';
import { type LiveEventWire, liveEventSchema } from '../../core/wire/event.ts';
import { broken, send } from './ask.ts';
import type { Connection } from './connection.ts';
import { noDockgrade } from './problem.ts';
import { unreachable } from './unreachable.ts';

/** One event of a stream. `end` has no number. */
export interface Received {
  seq: number | null;
  event: LiveEventWire;
}

/** Milliseconds without a byte after which a connection counts as lost: the service shows every 15 seconds that it lives. */
const SILENCE = 45_000;
/** Characters of one event; a detail is far shorter. */
const MAX_EVENT = 1_000_000;

/**
 * The events of a submission after `seq`, over one connection: ends when the service closes it, throws `service-unreachable` when it breaks. Events of kinds
 * that are not known here are left out.
 */
export async function* events(
  connection: Connection,
  { id, seq, lang }: { id: string; seq: number; lang: string },
  signal: AbortSignal,
): AsyncGenerator<Received | 'connected'> {
  const silent = new AbortController();
  const timer = setTimeout(() => silent.abort(), SILENCE);
  const both = AbortSignal.any([signal, silent.signal]);
  const { url } = connection;
  try {
    const response = await send(connection, `/api/submissions/${id}/events`, {
      query: { lang },
      headers: { accept: 'text/event-stream', ...(seq > 0 && { 'last-event-id': String(seq) }) },
      signal: both,
    });
    if (!response.headers.get('content-type')?.startsWith('text/event-stream') || response.body === null)
      throw noDockgrade(url, 'what should be live events is none');
    yield 'connected';
    const got: Received[] = [];
    const parser = createParser({
      maxBufferSize: MAX_EVENT,
      onEvent({ id: number, data }) {
        const event = parse(data);
        if (event) got.push({ seq: number === undefined ? null : Number(number), event });
      },
    });
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      timer.refresh();
      parser.feed(chunk);
      yield* got.splice(0);
    }
  } catch (error) {
    throw silent.signal.aborted && !signal.aborted
      ? unreachable(url, new DOMException('silent', 'TimeoutError'))
      : broken(url, error, signal);
  } finally {
    clearTimeout(timer);
  }
}

function parse(data: string): LiveEventWire | null {
  try {
    return cleanTexts(liveEventSchema.safeParse(JSON.parse(data)).data ?? null);
  } catch {
    return null;
  }
}
