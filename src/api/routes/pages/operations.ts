import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DockgradeError } from '../../../core/errors.ts';
import { idSchema } from '../../../core/job.ts';
import { operationsAgain, operationsPage } from '../../../web/pages/operations.ts';
import { serviceNotice } from '../../../web/parts/service-notice.ts';
import { viewer } from '../../authentication.ts';
import { type Pages, pageQuery } from '../../pages/scope.ts';
import { page } from '../../pages/send.ts';
import { ourId } from '../../params.ts';

const count = z.coerce.number().int().min(0).max(100_000).optional().catch(undefined);
const query = pageQuery.extend({
  after: idSchema.optional().catch(undefined),
  retried: count,
  left: count,
  cancelled: count,
});
const retryForm = z.object({ submission: z.string().max(100).optional(), code: z.string().max(100).optional() });
const cancelForm = z.object({ submission: z.string().max(100) });

/** For whoever keeps the service running. */
export function operationsPages({ service, frame }: Pages): FastifyPluginAsyncZod {
  const { operations, submissions } = service;
  return async (app) => {
    app.get('/operations', { schema: { hide: true, querystring: query } }, async (request, reply) => {
      const { after, retried, left, cancelled } = request.query;
      const view = await operations.view(viewer(request), { after });
      return page(
        reply,
        operationsPage(frame(request), view, { after, done: { retried, left, cancelled: cancelled !== undefined } }),
      );
    });

    app.get('/operations/live', { schema: { hide: true, querystring: query } }, async (request, reply) => {
      const { after } = request.query;
      const view = await operations.view(viewer(request), { after });
      return page(reply, operationsAgain(view, after, frame(request).lang));
    });

    app.post('/operations/retries', { schema: { hide: true, body: retryForm } }, async (request, reply) => {
      const { submission, code } = request.body;
      if (submission !== undefined) {
        await operations.retry(viewer(request), ourId(submission, 'submission'));
        return reply.redirect('/operations?retried=1', 303);
      }
      if (code === undefined) {
        throw new DockgradeError('request-invalid', 'The form names neither a submission nor a code.', {
          remedy: 'Use the buttons of the page.',
        });
      }
      const { retried, left } = await operations.retryAll(viewer(request), code);
      return reply.redirect(`/operations?retried=${retried}&left=${left}`, 303);
    });

    app.post('/operations/cancellations', { schema: { hide: true, body: cancelForm } }, async (request, reply) => {
      await submissions.cancel(viewer(request), ourId(request.body.submission, 'submission'));
      return reply.redirect('/operations?cancelled=1', 303);
    });
  };
}

/** The notice that pages show while nothing is graded: it asks for itself again until that is over. */
export function serviceNoticePages({ service, frame }: Pages): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/service-notice', { schema: { hide: true, querystring: pageQuery } }, async (request, reply) =>
      page(reply, serviceNotice(await service.operations.trouble(), frame(request).lang)),
    );
  };
}
