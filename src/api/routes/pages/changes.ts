import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DockgradeError } from '../../../core/errors.ts';
import { compareReports } from '../../../core/report/compare.ts';
import type { SubmissionView } from '../../../core/wire/submission.ts';
import { changesPage } from '../../../web/pages/changes.ts';
import { viewer } from '../../authentication.ts';
import { type Pages, pageQuery } from '../../pages/scope.ts';
import { page } from '../../pages/send.ts';
import { byId, ourId } from '../../params.ts';

/** What changed between two attempts. */
export function changesPages({ service, frame }: Pages): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/assignments/:id/changes',
      { schema: { hide: true, params: byId, querystring: pageQuery.extend({ from: z.string(), to: z.string() }) } },
      (request, reply) => {
        const { from, to } = request.query;
        return reply.redirect(`/submissions/${ourId(from, 'submission')}/changes/${ourId(to, 'submission')}`, 303);
      },
    );

    app.get(
      '/submissions/:id/changes/:other',
      { schema: { hide: true, params: byId.extend({ other: z.string() }), querystring: pageQuery } },
      async (request, reply) => {
        const around = frame(request);
        const ids = [request.params.id, request.params.other].map((id) => ourId(id, 'submission'));
        const views = await Promise.all(ids.map((id) => service.submissions.get(viewer(request), id, around.lang)));
        const [before, after] = views.sort((a, b) => a.acceptedAt.localeCompare(b.acceptedAt));
        if (!before || !after || !comparable(before, after)) {
          throw new DockgradeError('not-found', 'These two are not of one person and one assignment.', {
            remedy: 'Choose two in the list of attempts of an assignment.',
          });
        }
        const comparison = before.report && after.report && compareReports(before.report, after.report);
        return page(reply, changesPage(around, { title: after.title, before, after, comparison }));
      },
    );
  };
}

function comparable(one: SubmissionView, other: SubmissionView): boolean {
  return one.assignment === other.assignment && one.student.id === other.student.id;
}
