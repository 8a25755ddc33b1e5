import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { SubmissionService } from '../../service/service.ts';
import { viewer } from '../authentication.ts';
import { eventStream } from '../live.ts';
import { asStream, type OpenStreams } from '../open-streams.ts';
import { byId, langQuery, ourId } from '../params.ts';
import { langOf } from '../preferred.ts';
import { told } from '../told.ts';

const seq = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Live progress as server-sent events. */
export function eventRoutes(submissions: SubmissionService, streams: OpenStreams): FastifyPluginAsyncZod {
  return async (app) => {
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
        const id = ourId(request.params.id, 'submission');
        const signal = streams.open(reply, viewer(request).id);
        const after = seq.safeParse(request.headers['last-event-id'] ?? request.query.lastEventId ?? 0).data ?? 0;
        const events = await submissions.watch(viewer(request), id, after, signal);
        return asStream(reply).send(eventStream(events, langOf(request, request.query.lang), signal));
      },
    );
  };
}
