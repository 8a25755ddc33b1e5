import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DockgradeError } from '../../../core/errors.ts';
import type { Person } from '../../../store/contract/people.ts';
import { errorCodesPage } from '../../../web/pages/error-codes.ts';
import { otherPersonPage } from '../../../web/pages/other-person.ts';
import { tooManyLinksPage, wrongLinkPage } from '../../../web/pages/welcome.ts';
import type { Limits } from '../../limits.ts';
import { type Pages, pageQuery } from '../../pages/scope.ts';
import { page } from '../../pages/send.ts';
import { HTTP_STATUS } from '../../problem.ts';
import { requireSameOrigin } from '../../same-origin.ts';
import { clearSession, SESSION_COOKIE, setSession } from '../../session.ts';
import { told } from '../../told.ts';

const byToken = z.object({ token: z.string() });

/** How one gets in and out, and what is open to all. */
export function entryPages({ service, url, frame }: Pages, limits: Limits): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/enter/:token',
      {
        exposeHeadRoute: false,
        schema: {
          summary: 'A personal link: signs a browser in',
          params: byToken,
          querystring: pageQuery,
          ...told({
            who: 'all',
            problems: [],
            gives: { type: 'text/html', description: 'a page that asks, for whoever is signed in as somebody else' },
            other: {
              303: 'to the home page, signed in',
              404: 'a page: why the link does not work',
              429: 'a page: too many links that do not work',
            },
          }),
        },
      },
      async (request, reply) => {
        const { token } = request.params;
        const other = await personInstead(request, token);
        if (other === null) return enter(request, reply, token);
        return page(reply, otherPersonPage(frame(request), { name: other.name, action: `/enter/${token}` }));
      },
    );

    app.post('/enter/:token', { schema: { hide: true, params: byToken } }, async (request, reply) => {
      requireSameOrigin(request, url);
      return enter(request, reply, request.params.token);
    });

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
      async (request, reply) => page(reply, errorCodesPage(frame(request), HTTP_STATUS)),
    );
  };

  async function enter(request: FastifyRequest, reply: FastifyReply, link: string): Promise<FastifyReply> {
    const session = await service.people.startSession({ link });
    if (session !== null) {
      setSession(reply, session, url);
      return reply.redirect('/', 303);
    }
    try {
      await limits.failedSignIn(request, reply);
    } catch (error) {
      if (!(error instanceof DockgradeError)) throw error;
      return page(reply.code(429), tooManyLinksPage(frame(request)));
    }
    return page(reply.code(404), wrongLinkPage(frame(request)));
  }

  /** Whom a link would make of somebody who is signed in, where another page may have led them to it: typed, or out of a mail program, it is meant. */
  async function personInstead({ person, headers }: FastifyRequest, link: string): Promise<Person | null> {
    if (person === null || headers['sec-fetch-site'] === 'none') return null;
    const found = await service.people.byToken(link);
    return found?.kind === 'link' && found.person.id !== person.id ? found.person : null;
  }
}
