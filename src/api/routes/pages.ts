import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DockgradeError } from '../../core/errors.ts';
import { errorsPage } from '../../web/errors-page.ts';
import { homePage } from '../../web/home.ts';
import { STYLE } from '../../web/style.ts';
import { tooManyLinksPage, welcomePage, wrongLinkPage } from '../../web/welcome.ts';
import { personOf } from '../authentication.ts';
import type { AppDependencies } from '../dependencies.ts';
import type { Limits } from '../limits.ts';
import { page } from '../page.ts';
import { langQuery } from '../params.ts';
import { langOf } from '../preferred.ts';
import { HTTP_STATUS } from '../problem.ts';
import { requireSameOrigin } from '../same-origin.ts';
import { clearSession, SESSION_COOKIE, setSession } from '../session.ts';
import { told } from '../told.ts';

/** Of the home page, until pages of their own list more. */
const SHOWN = 30;

/** What a browser opens. Pages carry no scripts and read no body. */
export function pageRoutes(
  deps: Pick<AppDependencies, 'service' | 'url' | 'github'>,
  limits: Limits,
): FastifyPluginAsyncZod {
  const { service, url } = deps;
  const github = deps.github.oauth === null ? null : '/sign-in/github';
  return async (app) => {
    // What a form without fields sends; nothing of it is read.
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'buffer', bodyLimit: 1024 },
      async () => undefined,
    );

    app.get(
      '/',
      {
        schema: {
          summary: 'Who you are, your assignments and submissions; or how to sign in',
          querystring: langQuery,
          ...told({ who: 'all', problems: [], gives: { type: 'text/html', description: 'a page' } }),
        },
      },
      async (request, reply) => {
        const lang = langOf(request, request.query.lang);
        const person = (await personOf(request, service.people))?.person;
        if (!person) return page(reply, welcomePage(lang, github));
        const [assignments, { submissions }] = await Promise.all([
          service.assignments.list(person, lang),
          service.submissions.list(person, { limit: SHOWN }),
        ]);
        return page(reply, homePage({ person, assignments, submissions, url }, lang));
      },
    );

    app.get(
      '/enter/:token',
      {
        exposeHeadRoute: false,
        schema: {
          summary: 'A personal link: signs a browser in',
          params: z.object({ token: z.string() }),
          querystring: langQuery,
          ...told({
            who: 'all',
            problems: [],
            other: {
              303: 'to the home page, signed in',
              404: 'a page: why the link does not work',
              429: 'a page: too many links that do not work',
            },
          }),
        },
      },
      async (request, reply) => {
        const lang = langOf(request, request.query.lang);
        const session = await service.people.startSession({ link: request.params.token });
        if (session === null) {
          try {
            await limits.failedSignIn(request, reply);
          } catch (error) {
            if (!(error instanceof DockgradeError)) throw error;
            return page(reply.code(429), tooManyLinksPage(lang));
          }
          return page(reply.code(404), wrongLinkPage(lang));
        }
        setSession(reply, session, url);
        return reply.redirect('/', 303);
      },
    );

    app.post(
      '/sign-out',
      {
        schema: {
          summary: 'End the session of this browser',
          ...told({ who: 'all', problems: ['not-allowed'], other: { 303: 'to the home page' } }),
        },
      },
      async (request, reply) => {
        const token = request.cookies[SESSION_COOKIE];
        if (token !== undefined) {
          requireSameOrigin(request, url);
          await service.people.endSession(token);
          clearSession(reply, url);
        }
        return reply.redirect('/', 303);
      },
    );

    app.get(
      '/errors',
      {
        schema: {
          summary: 'Every code that a problem may carry',
          ...told({ who: 'all', problems: [], gives: { type: 'text/html', description: 'a page' } }),
        },
      },
      async (_request, reply) => page(reply, errorsPage(HTTP_STATUS)),
    );

    app.get('/style.css', { schema: { hide: true } }, async (_request, reply) =>
      reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(STYLE),
    );
  };
}
