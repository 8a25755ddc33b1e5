import type { FastifyRequest } from 'fastify';
import { DockgradeError } from '../core/errors.ts';

/**
 * What a browser sends with its cookie may come from any page that it has open: it must say that it is one of ours. Throws `not-allowed`.
 * `Sec-Fetch-Site` is written by the browser itself; without HTTPS, and where it is too old for that, it writes `Origin`.
 */
export function requireSameOrigin(request: FastifyRequest, url: string): void {
  const site = request.headers['sec-fetch-site'];
  if (site === undefined ? isOurs(request.headers, url) : site === 'same-origin') return;
  throw new DockgradeError('not-allowed', 'This request with your session does not come from a page of this service.', {
    remedy: 'Use the pages of this service, or send a token in the header Authorization instead of the cookie.',
  });
}

/** By the address that the operator gave, or by the one that this request came to: a cookie goes to no other host than its own. */
function isOurs({ origin, host }: FastifyRequest['headers'], url: string): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false;
  return origin === new URL(url).origin || new URL(origin).host === host;
}
