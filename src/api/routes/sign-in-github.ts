import oauth2, { type OAuth2Namespace } from '@fastify/oauth2';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DockgradeError } from '../../core/errors.ts';
import { askGithub } from '../../github/client.ts';
import type { AppDependencies } from '../dependencies.ts';
import { setSession } from '../session.ts';
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
export function signInGithub(deps: Needed): FastifyPluginAsyncZod {
  const { github, url, service } = deps;
  return async (app) => {
    const oauth = await connect(app, deps);
    app.get(
      START,
      { schema: { summary: 'Sign in with GitHub', ...told({ who: 'all', problems: ['not-found'] }) } },
      async (request, reply) => reply.redirect(await configured(oauth).generateAuthorizationUri(request, reply)),
    );
    app.get(
      BACK,
      {
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
        if (session === null) throw unknownLogin(login);
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
    pkce: 'S256',
    userAgent: 'dockgrade',
    hostPrefixedCookies: secure,
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: secure ? '/' : START, maxAge: PATIENCE },
  });
  return app.oauth2GitHub ?? null;
}

function configured(oauth: OAuth2Namespace | null): OAuth2Namespace {
  if (oauth !== null) return oauth;
  throw new DockgradeError('not-found', 'Signing in with GitHub is not set up here.', {
    remedy: 'Use your personal link; your teacher can make you a new one.',
  });
}

/** Throws `sign-in-needed` where the browser did not begin this sign-in itself, or its user said no. */
async function tokenOf(oauth: OAuth2Namespace, request: FastifyRequest, reply: FastifyReply): Promise<string> {
  const { code, error } = backQuery.parse(request.query);
  if (error !== undefined || code === undefined) throw notSignedIn('GitHub did not sign you in.', error);
  const { token } = await oauth.getAccessTokenFromAuthorizationCodeFlow(request, reply).catch((cause: unknown) => {
    if (cause instanceof Error && cause.message === 'Invalid state') {
      throw notSignedIn('This sign-in was not begun in this browser, or too long ago.', cause);
    }
    throw githubFailed(cause);
  });
  // GitHub answers 200 also where it refuses a code.
  const given: unknown = token.access_token;
  if (typeof given !== 'string' || given === '') throw notSignedIn('GitHub no longer takes this sign-in.', token);
  return given;
}

async function loginOf(api: string, token: string): Promise<string> {
  const { data } = await askGithub(api, token, 'GET /user').catch((cause: unknown) => {
    throw githubFailed(cause);
  });
  const user = userSchema.safeParse(data);
  if (user.success) return user.data.login;
  throw githubFailed(user.error);
}

function notSignedIn(message: string, cause: unknown): DockgradeError {
  return new DockgradeError('sign-in-needed', message, { cause, remedy: `Begin again: ${START}` });
}

function unknownLogin(login: string): DockgradeError {
  return new DockgradeError('not-allowed', `Nobody here has the GitHub login "${login}".`, {
    remedy: 'Ask your teacher to write it beside your name in the roster, or use your personal link.',
  });
}

function githubFailed(cause: unknown): DockgradeError {
  return new DockgradeError('github-failed', 'GitHub does not say who you are.', {
    cause,
    remedy: 'Try again in a few minutes, or use your personal link.',
  });
}
