import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DockgradeError } from '../core/errors.ts';
import { cleanTexts } from '../core/report/clean.ts';
import { LANGS } from '../core/text.ts';
import type { Problem } from '../core/wire/problem.ts';
import { langOf } from './preferred.ts';
import { inLanguage, PROBLEM_TYPE, problemOf } from './problem.ts';

/** Errors of Fastify itself, in our words. */
const OF_FASTIFY: Record<string, () => DockgradeError> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new DockgradeError('too-large', 'The body of the request is larger than what is taken here.', {
      remedy: 'Send less: 64 KiB are taken, and 1 MiB of an assignment or a roster.',
    }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => mediaType('The request has a type of content that is not taken here.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => invalid('The body is not as long as the header Content-Length says.'),
  FST_ERR_BAD_URL: () => invalid('The address holds a part after "%" that cannot be decoded.'),
  FST_ERR_INVALID_URL: () => invalid('The address cannot be understood.'),
  FST_ERR_MAX_PARAM_LENGTH: () =>
    new DockgradeError('not-found', 'There is nothing at this address.', {
      remedy: 'Look for a typing mistake: a part of it is far longer than any id.',
    }),
};

/** An error as a problem document. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemFor(error, request, reply);
  return reply.code(problem.status).type(PROBLEM_TYPE).send(body(problem));
}

/** An error as it is told to whoever asked, in their language. What is ours is logged. */
export function problemFor(error: unknown, request: FastifyRequest, reply: FastifyReply): Problem {
  const asked = (request.query as { lang?: unknown } | undefined)?.lang;
  const lang = langOf(
    request,
    LANGS.find((one) => one === asked),
  );
  const known = inOurWords(error);
  const problem = inLanguage(problemOf(known, request.id), lang, known);
  if (problem.status >= 500) request.log.error({ request: request.id, problem: problem.code, cause: error }, 'failed');
  if (problem.code === 'sign-in-needed') reply.header('www-authenticate', 'Bearer realm="dockgrade"');
  // The body may not have been read: what follows on this connection would not be a request.
  if (problem.status === 413) reply.header('connection', 'close');
  return problem;
}

/** What Fastify blames the request for is no fault of ours, also where it is none that we know. */
function inOurWords(error: unknown): unknown {
  if (error instanceof DockgradeError) return error;
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>;
  const known = OF_FASTIFY[code];
  if (known) return known();
  const blamesRequest = code.startsWith('FST_ERR_') && statusCode >= 400 && statusCode < 500;
  return blamesRequest ? invalid('The request cannot be understood.') : error;
}

/** Text, so that no schema of the route is applied to it. What the request said may be quoted in it. */
export function body(problem: Problem): string {
  return JSON.stringify(cleanTexts(problem));
}

function invalid(message: string): DockgradeError {
  return new DockgradeError('request-invalid', message, { remedy: 'Correct the request and send it again.' });
}

function mediaType(message: string): DockgradeError {
  return new DockgradeError('media-type-unsupported', message, {
    remedy: 'Send JSON, with the header Content-Type: application/json; /docs lists what else an address takes.',
  });
}
