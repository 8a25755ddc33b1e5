import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { statisticsPage } from '../../../web/pages/statistics.ts';
import { viewer } from '../../authentication.ts';
import { type Pages, pageQuery } from '../../pages/scope.ts';
import { page } from '../../pages/send.ts';
import { assignmentId, byId } from '../../params.ts';

/** How a class did. */
export function statisticsPages({ service, frame }: Pages): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/assignments/:id/statistics',
      { schema: { hide: true, params: byId, querystring: pageQuery } },
      async (request, reply) => {
        const around = frame(request);
        const id = assignmentId(request.params.id);
        return page(reply, statisticsPage(around, await service.grades.statistics(viewer(request), id, around.lang)));
      },
    );
  };
}
