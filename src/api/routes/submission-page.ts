import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { DockgradeError } from '../../core/errors.ts';
import { hasEnded } from '../../core/submission.ts';
import { submissionPage } from '../../web/submission.ts';
import { unknownSubmissionPage, welcomePage } from '../../web/welcome.ts';
import { personOf } from '../authentication.ts';
import type { AppDependencies } from '../dependencies.ts';
import { page } from '../page.ts';
import { byId, langQuery } from '../params.ts';
import { langOf } from '../preferred.ts';
import { told } from '../told.ts';

/** Seconds after which a browser looks again while a submission goes on. */
const AGAIN = 5;

/** Where commit statuses lead to. */
export function submissionPageRoute({
  service,
  github,
}: Pick<AppDependencies, 'service' | 'github'>): FastifyPluginAsyncZod {
  const signIn = github.oauth === null ? null : '/sign-in/github';
  return async (app) => {
    app.get(
      '/submissions/:id',
      {
        schema: {
          summary: 'A submission with its report, as a page for its owner and teachers',
          params: byId,
          querystring: langQuery,
          ...told({
            who: 'all',
            problems: [],
            gives: { type: 'text/html', description: 'a page' },
            other: { 401: 'a page: how to sign in', 404: 'a page: there is no such submission, or it is not yours' },
          }),
        },
      },
      async (request, reply) => {
        const lang = langOf(request, request.query.lang);
        const person = (await personOf(request, service.people))?.person;
        if (!person) return page(reply.code(401), welcomePage(lang, signIn));
        try {
          const view = await service.submissions.get(person, request.params.id, lang);
          if (!hasEnded(view)) reply.header('refresh', AGAIN);
          return page(reply, submissionPage(view, lang));
        } catch (error) {
          if (!(error instanceof DockgradeError) || error.code !== 'not-found') throw error;
          return page(reply.code(404), unknownSubmissionPage(lang));
        }
      },
    );
  };
}
