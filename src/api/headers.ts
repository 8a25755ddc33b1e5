import type { FastifyInstance } from 'fastify';

/** For everything that is no page: a browser that opens it anyway runs and loads nothing. */
const CLOSED = "default-src 'none'; frame-ancestors 'none'";

/**
 * Headers of every answer: nothing is guessed, framed, kept or told to others, unless a route says otherwise itself. What is kept nowhere cannot be shown to
 * the next person at the same computer.
 */
export function secureHeaders(app: FastifyInstance, url: string): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...always(url), 'x-request-id': request.id });
  });
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(UNLESS_SET)) if (!reply.hasHeader(name)) reply.header(name, value);
  });
}

/** The same for an answer that no hook sees. */
export function closedHeaders(url: string): Record<string, string> {
  return { ...always(url), ...UNLESS_SET };
}

const UNLESS_SET: Record<string, string> = { 'content-security-policy': CLOSED, 'cache-control': 'no-store' };

function always(url: string): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(url.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' }),
  };
}
