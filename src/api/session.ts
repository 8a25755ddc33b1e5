import type { FastifyReply } from 'fastify';

export const SESSION_COOKIE = 'dockgrade';

/** No script reads it, no other site sends it along with more than a link, and it never travels in the clear where the service has HTTPS. */
export function cookieOptions(url: string) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: url.startsWith('https:') } as const;
}

export function setSession(reply: FastifyReply, session: { token: string; expiresAt: string }, url: string): void {
  reply.setCookie(SESSION_COOKIE, session.token, { ...cookieOptions(url), expires: new Date(session.expiresAt) });
}

export function clearSession(reply: FastifyReply, url: string): void {
  reply.clearCookie(SESSION_COOKIE, cookieOptions(url));
}
