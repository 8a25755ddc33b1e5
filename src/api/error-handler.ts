import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DockgradeError } from '../core/errors.ts';
import type { Problem } from '../core/wire/problem.ts';
import { PROBLEM_TYPE, problemOf } from './problem.ts';

/** Errors of Fastify itself, in our words. All others of its codes are faults of ours. */
const OF_FASTIFY: Record<string, () => DockgradeError> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new DockgradeError('too-large', 'The body of the request is larger than what is taken here.', {
      remedy: 'Send less: 64 KiB are taken, and 1 MiB of an assignment or a roster.',
    }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => mediaType('The request has a type of content that is not taken here.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => invalid('The body is not as long as the header Content-Length says.'),
  FST_ERR_CTP_EMPTY_TYPE: () => mediaType('The request has a body, but no header Content-Type.'),
  FST_ERR_BAD_URL: () => invalid('The address holds a part after "%" that cannot be decoded.'),
  FST_ERR_ASYNC_CONSTRAINT: () => invalid('The headers of the request cannot be understood.'),
};

/** Every error that a request can end with becomes a problem document. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = OF_FASTIFY[(error as Partial<FastifyError>).code ?? '']?.() ?? error;
  const problem = problemOf(known, request.id);
  if (problem.status >= 500) request.log.error({ request: request.id, problem: problem.code, cause: error }, 'failed');
  if (problem.code === 'sign-in-needed') reply.header('www-authenticate', 'Bearer realm="dockgrade"');
  // The body may not have been read: what follows on this connection would not be a request.
  if (problem.status === 413) reply.header('connection', 'close');
  return reply.code(problem.status).type(PROBLEM_TYPE).send(body(problem));
}

/** Text, so that no schema of the route is applied to it. */
export function body(problem: Problem): string {
  return JSON.stringify(problem);
}

function invalid(message: string): DockgradeError {
  return new DockgradeError('request-invalid', message, { remedy: 'Correct the request and send it again.' });
}

function mediaType(message: string): DockgradeError {
  return new DockgradeError('media-type-unsupported', message, {
    remedy: 'Send JSON, with the header Content-Type: application/json; /docs lists what else an address takes.',
  });
}
