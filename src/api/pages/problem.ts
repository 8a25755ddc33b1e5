import type { FastifyReply, FastifyRequest } from 'fastify';
import { DockgradeError } from '../../core/errors.ts';
import type { Problem } from '../../core/wire/problem.ts';
import type { PeopleService } from '../../service/service.ts';
import type { Assets, Frame } from '../../web/frame.ts';
import { problemPage } from '../../web/pages/problem.ts';
import { personOf } from '../authentication.ts';
import { problemFor, sendProblem } from '../error-handler.ts';
import { langOf, preferred } from '../preferred.ts';
import { addressOf } from './address.ts';
import { pageQuery } from './query.ts';
import { page } from './send.ts';

/** Addresses that programs ask, whatever they say that they accept. */
const FOR_PROGRAMS = /^\/(api|assets|badges|docs|health|metrics|webhooks)(\/|$)/;

/** Whether somebody opened this address in a browser. */
function wantsPage({ url, headers }: FastifyRequest): boolean {
  const path = url.split('?')[0] ?? '';
  return (
    !FOR_PROGRAMS.test(path) && preferred(headers.accept, ['application/problem+json', 'text/html']) === 'text/html'
  );
}

/** An error as a whole page. It asks nothing of anybody, so it can be told also where nothing else works. */
export function sendProblemPage(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Problem,
  frame: Frame,
): FastifyReply {
  const reopen = ['GET', 'HEAD'].includes(request.method);
  return page(reply.code(problem.status), problemPage(frame, problem, { request: request.id, reopen }));
}

/** How errors are answered outside of the pages: with a page for whoever opened the address in a browser, with a problem for everybody else. */
export type AnswerError = (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

export function answerErrors(assets: Assets): AnswerError {
  return (error, request, reply) => {
    if (!wantsPage(request)) return sendProblem(error, request, reply);
    const lang = langOf(request, pageQuery.safeParse(request.query).data?.lang);
    const frame = { lang, person: request.person, at: addressOf(request), assets };
    return sendProblemPage(request, reply, problemFor(error, request, reply), frame);
  };
}

/** Looks who opened an address that does not exist, so that the page that says so still has their menu. Nobody, while they cannot be looked up. */
export async function recognise(request: FastifyRequest, people: PeopleService): Promise<void> {
  if (request.person !== null || !wantsPage(request)) return;
  try {
    request.person = (await personOf(request, people))?.person ?? null;
  } catch (error) {
    if (!(error instanceof DockgradeError)) throw error;
  }
}
