import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DockgradeError } from '../core/errors.ts';
import type { PeopleService } from '../service/service.ts';
import type { Person } from '../store/contract/people.ts';
import type { Limits } from './limits.ts';
import { requireSameOrigin } from './same-origin.ts';
import { SESSION_COOKIE } from './session.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null before authentication and on addresses that need none. */
    person: Person | null;
  }
}

const SAFE = ['GET', 'HEAD', 'OPTIONS'];
const LONGEST_TOKEN = 500;

/** Everything in this scope needs a person: by `Authorization: Bearer`, or by the session cookie of a browser. Runs before any body is read. */
export function requirePerson(app: FastifyInstance, people: PeopleService, url: string, limits: Limits): void {
  app.addHook('onRequest', async (request, reply) => {
    const found = await personOf(request, people);
    if (!found) {
      await limits.failedSignIn(request, reply);
      throw signInNeeded(request);
    }
    if (found.by === 'cookie' && !SAFE.includes(request.method)) requireSameOrigin(request, url);
    request.person = found.person;
  });
}

/** A token that is given counts alone, also a wrong one: a cookie never stands in for it. */
export async function personOf(
  request: FastifyRequest,
  people: PeopleService,
): Promise<{ person: Person; by: 'token' | 'cookie' } | null> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    const found = token === undefined || token.length > LONGEST_TOKEN ? null : await people.byToken(token);
    return found && { person: found.person, by: 'token' };
  }
  const cookie = request.cookies[SESSION_COOKIE];
  if (cookie === undefined || cookie === '' || cookie.length > LONGEST_TOKEN) return null;
  const found = await people.byToken(cookie);
  return found?.kind === 'session' ? { person: found.person, by: 'cookie' } : null;
}

/** The person of a request that has passed `requirePerson`. */
export function viewer(request: FastifyRequest): Person {
  if (request.person === null) throw new DockgradeError('internal', 'a private route without authentication');
  return request.person;
}

/** For what only teachers may do and no service method decides: fails closed before anything is read. */
export async function teachersOnly(request: FastifyRequest, _reply: FastifyReply): Promise<void> {
  if (viewer(request).role === 'teacher') return;
  throw new DockgradeError('not-allowed', 'Only teachers may do that.', {
    remedy: 'Ask your teacher, or sign in as one.',
  });
}

function signInNeeded(request: FastifyRequest): DockgradeError {
  const given = request.headers.authorization !== undefined;
  return new DockgradeError(
    'sign-in-needed',
    given ? 'The token is not known, or no longer valid.' : 'This needs a token, and the request carries none.',
    {
      remedy:
        'Send the header Authorization: Bearer TOKEN. The token is the last part of your personal link; your teacher can make you a new one.',
    },
  );
}
