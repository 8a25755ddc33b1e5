import oauth2, { type OAuth2Namespace } from '@fastify/oauth2';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { askGithub } from '../../github/client.ts';
import type { Assets } from '../../web/frame.ts';
import { githubSignInPage } from '../../web/pages/github-sign-in.ts';
import type { AppDependencies } from '../dependencies.ts';
import { page } from '../pages/send.ts';
import { langOf, preferred } from '../preferred.ts';
import { HTTP_STATUS } from '../problem.ts';
import { setSession } from '../session.ts';
import { SignInFailure } from '../sign-in-failure.ts';
import { told } from '../told.ts';

const START = '/sign-in/github';
const BACK = `${START}/callback`;
/** Seconds that somebody has for signing in at GitHub. */
const PATIENCE = 600;

/** What GitHub sends a browser back with; newer parameters of its own are let pass. */
const backQuery = z.object({
  code: z.string().max(500).optional(),
  state: z.string().max(500).optional(),
  error: z.string().max(100).optional(),
});
const userSchema = z.object({ login: z.string().min(1).max(100) });

type Needed = Pick<AppDependencies, 'service' | 'github' | 'url' | 'log'>;

/** `GET /sign-in/github`: to GitHub and back, with a state that this browser alone holds and PKCE. Nobody gets in whom no roster or teacher named. */
export function signInGithub(deps: Needed, assets: Assets): FastifyPluginAsyncZod {
  const { github, url, service } = deps;
  return async (app) => {
    const oauth = await connect(app, deps);
    app.setErrorHandler((error, request, reply) => {
      const html = preferred(request.headers.accept, ['application/json', 'text/html']) === 'text/html';
      if (!(error instanceof SignInFailure) || !html) throw error;
      request.log.warn({ request: request.id, problem: error.code, cause: error.cause }, 'not signed in by GitHub');
      return page(
        reply.code(HTTP_STATUS[error.code]),
        githubSignInPage(
          { lang: langOf(request), person: null, at: START, assets },
          { reason: error.reason, login: error.login, again: START },
        ),
      );
    });
    app.get(
      START,
      {
        exposeHeadRoute: false,
        schema: { summary: 'Sign in with GitHub', ...told({ who: 'all', problems: ['not-found'] }) },
      },
      async (request, reply) => reply.redirect(await configured(oauth).generateAuthorizationUri(request, reply)),
    );
    app.get(
      BACK,
      {
        exposeHeadRoute: false,
        schema: {
          summary: 'Where GitHub sends the browser back to',
          querystring: backQuery,
          ...told({ who: 'all', problems: ['not-found', 'sign-in-needed', 'not-allowed', 'github-failed'] }),
        },
      },
      async (request, reply) => {
        const token = await tokenOf(configured(oauth), request, reply);
        const login = await loginOf(github.api, token);
        const session = await service.people.startSession({ github: login.toLowerCase() });
        if (session === null) throw new SignInFailure('unknown', { login });
        setSession(reply, session, url);
        return reply.redirect('/');
      },
    );
  };
}

async function connect(app: FastifyInstance, { github, url }: Needed): Promise<OAuth2Namespace | null> {
  if (github.oauth === null) return null;
  const secure = url.startsWith('https:');
  await app.register(oauth2, {
    name: 'oauth2GitHub',
    credentials: {
      client: github.oauth,
      auth: {
        authorizeHost: github.url,
        authorizePath: '/login/oauth/authorize',
        tokenHost: github.url,
        tokenPath: '/login/oauth/access_token',
      },
      http: { timeout: 10_000, maxBytes: 64 * 1024 },
      options: { authorizationMethod: 'body' },
    },
    callbackUri: url + BACK,
    scope: [],
    pkce: 'S256',
    userAgent: 'dockgrade',
    hostPrefixedCookies: secure,
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: secure ? '/' : START, maxAge: PATIENCE },
  });
  return app.oauth2GitHub ?? null;
}

function configured(oauth: OAuth2Namespace | null): OAuth2Namespace {
  if (oauth !== null) return oauth;
  throw new SignInFailure('off');
}

/** Throws `sign-in-needed` where this browser did not begin this sign-in itself, or its user said no. */
async function tokenOf(oauth: OAuth2Namespace, request: FastifyRequest, reply: FastifyReply): Promise<string> {
  const { code, error } = backQuery.parse(request.query);
  if (error !== undefined || code === undefined) throw new SignInFailure('unfinished', { cause: error });
  const { token } = await oauth.getAccessTokenFromAuthorizationCodeFlow(request, reply).catch((cause: unknown) => {
    const state = cause instanceof Error && cause.message === 'Invalid state';
    throw new SignInFailure(state ? 'unfinished' : 'away', { cause });
  });
  // GitHub answers 200 also where it refuses a code.
  const given: unknown = token.access_token;
  if (typeof given !== 'string' || given === '') throw new SignInFailure('unfinished', { cause: token });
  return given;
}

async function loginOf(api: string, token: string): Promise<string> {
  const { data } = await askGithub(api, token, 'GET /user').catch((cause: unknown) => {
    throw new SignInFailure('away', { cause });
  });
  const user = userSchema.safeParse(data);
  if (user.success) return user.data.login;
  throw new SignInFailure('away', { cause: user.error });
}
