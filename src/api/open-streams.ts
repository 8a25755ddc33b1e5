import type { FastifyInstance, FastifyReply } from 'fastify';
import { DockgradeError } from '../core/errors.ts';

/** Streams that one person may have open: a page in every tab, and no more. */
const MOST_STREAMS = 20;
/** Milliseconds: how often a stream that is silent shows that it lives, so that no proxy closes it. */
export const HEARTBEAT = 15_000;

/** The answers that do not end by themselves, of all routes together. */
export interface OpenStreams {
  /**
   * Counts one more of this person until its connection closes, and makes its answer a stream of events. The signal aborts when the client goes or the service stops.
   * Throws `too-many-requests`.
   */
  open(reply: FastifyReply, person: string): AbortSignal;
}

export function makeOpenStreams(app: FastifyInstance): OpenStreams {
  const open = new Map<string, number>();
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort());
  return {
    open(reply, person) {
      const already = open.get(person) ?? 0;
      if (already >= MOST_STREAMS) throw tooMany();
      open.set(person, already + 1);
      const gone = new AbortController();
      reply.raw.once('close', () => {
        gone.abort();
        const left = (open.get(person) ?? 1) - 1;
        if (left > 0) open.set(person, left);
        else open.delete(person);
      });
      return AbortSignal.any([closing.signal, gone.signal]);
    },
  };
}

/** The headers of a stream; to be set when nothing can go wrong any more. */
export function asStream(reply: FastifyReply): FastifyReply {
  return reply.type('text/event-stream; charset=utf-8').headers({ 'x-accel-buffering': 'no' });
}

/** Waits for a value, but only so long. */
export async function inTime<Value>(value: Promise<Value>, milliseconds: number): Promise<Value | 'late'> {
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), milliseconds);
  try {
    return await Promise.race([value, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function tooMany(): DockgradeError {
  return new DockgradeError('too-many-requests', `More than ${MOST_STREAMS} live streams at once are not kept open.`, {
    remedy: 'Close some of the pages or programs that follow submissions.',
  });
}
