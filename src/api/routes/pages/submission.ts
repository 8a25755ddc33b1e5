import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { submissionPage } from '../../../web/pages/submission.ts';
import { viewer } from '../../authentication.ts';
import { asStream, type OpenStreams } from '../../open-streams.ts';
import { liveStream, submissionNow } from '../../pages/live.ts';
import { type Pages, pageQuery } from '../../pages/scope.ts';
import { page } from '../../pages/send.ts';
import { byId, ourId } from '../../params.ts';
import { told } from '../../told.ts';

/** Where commit statuses lead to. */
export function submissionPages({ service, frame, url }: Pages, streams: OpenStreams): FastifyPluginAsyncZod {
  const { submissions } = service;
  return async (app) => {
    app.get(
      '/submissions/:id',
      {
        schema: {
          summary: 'A submission with its report, as a page for its owner and teachers',
          params: byId,
          querystring: pageQuery,
          ...told({
            who: 'all',
            problems: [],
            gives: { type: 'text/html', description: 'a page' },
            other: { 401: 'a page: how to sign in', 404: 'a page: there is no such submission, or it is not yours' },
          }),
        },
      },
      async (request, reply) => {
        const around = frame(request);
        const id = ourId(request.params.id, 'submission');
        const watching = { submissions, viewer: viewer(request), id, lang: around.lang, key: randomUUID() };
        return page(reply, submissionPage(around, await submissionNow(watching), url));
      },
    );

    app.get(
      '/submissions/:id/live',
      { exposeHeadRoute: false, schema: { hide: true, params: byId, querystring: pageQuery } },
      async (request, reply) => {
        const { lang } = frame(request);
        const id = ourId(request.params.id, 'submission');
        const watching = { submissions, viewer: viewer(request), id, lang, key: randomUUID() };
        const signal = streams.open(reply, watching.viewer.id);
        const view = await submissions.get(watching.viewer, id, lang);
        const events = await submissions.watch(watching.viewer, id, 0, signal);
        return asStream(reply).send(liveStream(watching, view, events, signal));
      },
    );
  };
}
