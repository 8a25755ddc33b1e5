import type { FastifyInstance } from 'fastify';
import { DockgradeError } from '../core/errors.ts';
import type { PeopleService } from '../service/service.ts';
import { type AnswerError, recognise } from './pages/problem.ts';
import { pageQuery } from './pages/query.ts';
import { keepLang } from './preferred.ts';

/** Addresses that do not exist, and known ones with a method that they do not take (with `Allow`). Call it before any route is added. */
export function answerUnknown(
  app: FastifyInstance,
  { people, url, answer }: { people: PeopleService; url: string; answer: AnswerError },
): void {
  const methods = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url: pattern, method }) => {
    const known = methods.get(pattern) ?? new Set<string>();
    for (const one of [method].flat()) known.add(one);
    methods.set(pattern, known);
  });
  app.setNotFoundHandler(async (request, reply) => {
    await recognise(request, people);
    keepLang(reply, pageQuery.safeParse(request.query).data?.lang, url);
    const path = request.url.split('?')[0] ?? '';
    const allowed = [...methods].filter(([pattern]) => fits(path, pattern)).flatMap(([, known]) => [...known]);
    // What takes this method takes it of other names: `/badges/:id.svg` of those with this ending.
    if (allowed.length === 0 || allowed.includes(request.method)) return answer(notFound(), request, reply);
    const allow = [...new Set([...allowed, 'OPTIONS'])].sort().join(', ');
    reply.header('allow', allow);
    if (request.method === 'OPTIONS') return reply.code(204).send();
    return answer(notAllowed(request.method, allow), request, reply);
  });
}

function fits(path: string, pattern: string): boolean {
  const given = path.replace(/(?<=.)\/$/, '').split('/');
  const wanted = pattern.split('/');
  if (wanted.includes('*')) return false;
  return given.length === wanted.length && wanted.every((part, i) => part === given[i] || isValue(part, given[i]));
}

function isValue(part: string, given: string | undefined): boolean {
  return part.startsWith(':') && given !== undefined && given !== '';
}

function notFound(): DockgradeError {
  return new DockgradeError('not-found', 'There is nothing at this address.', {
    remedy: 'Look for a typing mistake; /docs lists every address.',
  });
}

function notAllowed(method: string, allow: string): DockgradeError {
  return new DockgradeError('method-not-allowed', `This address does not take ${method}.`, {
    remedy: `It takes ${allow}.`,
  });
}
