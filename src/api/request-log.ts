import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../core/log.ts';

/** One line for every request: its id, what was asked, what came of it. No header, no query and no body: tokens would be among them. */
export function logRequests(app: FastifyInstance, log: Log): void {
  app.addHook('onRequest', async (request, reply) => {
    // Comes once, also when the client went away in the middle.
    reply.raw.once('close', () => tell(log, request, reply));
  });
}

function tell(log: Log, request: FastifyRequest, reply: FastifyReply): void {
  const { id, submission } = request.params as { id?: string; submission?: string };
  const route = request.routeOptions.url ?? 'unknown';
  const about = route.startsWith('/api/submissions/') ? (submission ?? id) : undefined;
  log.info(
    {
      request: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(!reply.raw.writableFinished && { aborted: true }),
      ...(request.person && { person: request.person.id }),
      ...(about !== undefined && { submission: about }),
    },
    'request',
  );
}

/** Our log as Fastify wants one. What it says by itself about a request goes to `debug`: `logRequests` tells that better. */
export function fastifyLog(log: Log): FastifyBaseLogger {
  const write = (level: 'debug' | 'warn' | 'error') => (fields: unknown, message?: string) => {
    if (typeof fields === 'string') log[level]({}, fields);
    else log[level]((fields ?? {}) as object, message ?? 'fastify');
  };
  return {
    level: 'info',
    fatal: write('error'),
    error: write('error'),
    warn: write('warn'),
    info: write('debug'),
    debug: write('debug'),
    trace: write('debug'),
    silent: write('debug'),
    child: () => fastifyLog(log),
  };
}
