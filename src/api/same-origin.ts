import type { FastifyRequest } from 'fastify';
import { DockgradeError } from '../core/errors.ts';

/**
 * What a browser sends with its cookie may come from any page that it has open: it must say that it is one of ours. Throws `not-allowed`.
 * `Sec-Fetch-Site` is written by the browser itself; browsers that are too old for it write `Origin`.
 */
export function requireSameOrigin(request: FastifyRequest, url: string): void {
  const site = request.headers['sec-fetch-site'];
  const same = site === undefined ? request.headers.origin === new URL(url).origin : site === 'same-origin';
  if (same) return;
  throw new DockgradeError('not-allowed', 'This request with your session does not come from a page of this service.', {
    remedy: 'Use the pages of this service, or send a token in the header Authorization instead of the cookie.',
  });
}
