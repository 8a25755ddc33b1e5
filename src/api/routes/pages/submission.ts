import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { submissionPage } from '../../../web/pages/submission.ts';
import { viewer } from '../../authentication.ts';
import { type Pages, pageQuery } from '../../pages/scope.ts';
import { page } from '../../pages/send.ts';
import { byId, ourId } from '../../params.ts';
import { told } from '../../told.ts';

/** Where commit statuses lead to. */
export function submissionPages({ service, frame }: Pages): FastifyPluginAsyncZod {
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
        return page(reply, submissionPage(around, await service.submissions.get(viewer(request), id, around.lang)));
      },
    );
  };
}
