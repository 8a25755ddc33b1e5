import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DockgradeError } from '../../core/errors.ts';
import type { SubmissionService } from '../../service/service.ts';
import { viewer } from '../authentication.ts';
import { eventStream } from '../live.ts';
import { byId, langQuery, ourId } from '../params.ts';
import { langOf } from '../preferred.ts';
import { told } from '../told.ts';

const seq = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** Streams that one person may have open: a page in every tab, and no more. */
const MOST_STREAMS = 20;

/** Live progress as server-sent events. */
export function eventRoutes(submissions: SubmissionService): FastifyPluginAsyncZod {
  return async (app) => {
    const open = new Map<string, number>();
    const closing = new AbortController();
    app.addHook('preClose', async () => closing.abort());

    app.get(
      '/api/submissions/:id/events',
      {
        exposeHeadRoute: false,
        schema: {
          summary: 'Live progress: everything so far, then each event as it comes',
          params: byId,
          querystring: langQuery.extend({
            lastEventId: seq.optional().describe('instead of the header, for clients that cannot set one'),
          }),
          ...told({
            who: 'owner, teacher',
            problems: ['request-invalid', 'not-found', 'too-many-requests'],
            gives: {
              type: 'text/event-stream',
              description: 'events `state`, `stage-started`, `stage-detail`, `stage-log`, `stage-ended` and `end`',
            },
            headers: { 'Last-Event-ID': 'the id of the last event that was seen: only later ones are sent' },
          }),
        },
      },
      async (request, reply) => {
        const { id: person } = viewer(request);
        const id = ourId(request.params.id, 'submission');
        enter(open, person);
        const gone = new AbortController();
        reply.raw.once('close', () => {
          gone.abort();
          leave(open, person);
        });
        const after = seq.safeParse(request.headers['last-event-id'] ?? request.query.lastEventId ?? 0).data ?? 0;
        const signal = AbortSignal.any([closing.signal, gone.signal]);
        const events = await submissions.watch(viewer(request), id, after, signal);
        reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no');
        return reply.send(eventStream(events, langOf(request, request.query.lang), signal));
      },
    );
  };
}

function enter(open: Map<string, number>, person: string): void {
  const already = open.get(person) ?? 0;
  if (already >= MOST_STREAMS) throw tooMany();
  open.set(person, already + 1);
}

function leave(open: Map<string, number>, person: string): void {
  const left = (open.get(person) ?? 1) - 1;
  if (left > 0) open.set(person, left);
  else open.delete(person);
}

function tooMany(): DockgradeError {
  return new DockgradeError('too-many-requests', `More than ${MOST_STREAMS} live streams at once are not kept open.`, {
    remedy: 'Close some of the pages or programs that follow submissions.',
  });
}
