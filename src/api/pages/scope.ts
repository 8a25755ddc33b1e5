import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../core/wire/problem.ts';
import { isAway } from '../../service/away.ts';
import type { Assets, Frame } from '../../web/frame.ts';
import { welcomePage } from '../../web/pages/welcome.ts';
import { problemNotice } from '../../web/parts/notice.ts';
import { personOf } from '../authentication.ts';
import type { AppDependencies } from '../dependencies.ts';
import { problemFor } from '../error-handler.ts';
import { keepLang, langOf } from '../preferred.ts';
import { requireSameOrigin } from '../same-origin.ts';
import { addressOf } from './address.ts';
import { sendProblemPage } from './problem.ts';
import { pageQuery } from './query.ts';
import { page } from './send.ts';
import { lookForTrouble } from './trouble.ts';

/** What the routes of pages are made of. */
export interface Pages extends Pick<AppDependencies, 'service' | 'github' | 'url'> {
  /** What surrounds the page that answers this request. */
  frame(request: FastifyRequest): Frame;
}

export { pageQuery };

const SAFE = ['GET', 'HEAD', 'OPTIONS'];
/** These say the same to everybody, and are there also while the database is away: errors lead to them. */
const FOR_ANYBODY = ['/errors'];

/**
 * Everything that a browser opens lives in a scope like this one: whoever asks is known (or null), forms are read, another site's forms are refused, and every
 * error is a page, or for htmx a notice in `#problems`.
 */
export async function openPages(app: FastifyInstance, deps: AppDependencies, assets: Assets): Promise<Pages> {
  const { service, github, url } = deps;
  const frame = (request: FastifyRequest): Frame => ({
    lang: langOf(request, pageQuery.safeParse(request.query).data?.lang),
    person: request.person,
    at: addressOf(request),
    assets,
    trouble: request.trouble,
  });
  await app.register(formbody, { bodyLimit: 64 * 1024 });
  app.addHook('onRequest', async (request, reply) => {
    const found = await personOf(request, service.people).catch((error: unknown) => {
      if (FOR_ANYBODY.includes(request.routeOptions.url ?? '') && isAway(error)) return null;
      throw error;
    });
    request.person = found?.person ?? null;
    if (found?.by === 'cookie' && !SAFE.includes(request.method)) requireSameOrigin(request, url);
    keepLang(reply, pageQuery.safeParse(request.query).data?.lang, url);
  });
  lookForTrouble(app, service.operations);
  app.setErrorHandler((error, request, reply) =>
    sendError(reply, problemFor(error, request, reply), request, frame(request), github.oauth !== null),
  );
  return { service, github, url, frame };
}

function sendError(reply: FastifyReply, problem: Problem, request: FastifyRequest, frame: Frame, github: boolean) {
  reply.code(problem.status);
  if (request.headers['hx-request'] !== undefined) {
    return page(reply.headers({ 'hx-retarget': '#problems', 'hx-reswap': 'innerHTML' }), problemNotice(problem));
  }
  if (problem.code === 'sign-in-needed') return page(reply, welcomePage(frame, github ? '/sign-in/github' : null));
  return sendProblemPage(request, reply, problem, frame);
}
