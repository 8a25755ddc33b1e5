import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DockgradeError } from '../../core/errors.ts';
import { type AssignmentPage, assignmentPage } from '../../web/pages/assignment.ts';
import { viewer } from '../authentication.ts';
import { problemFor } from '../error-handler.ts';
import { ownGrade } from './own-grade.ts';
import type { Pages } from './scope.ts';
import { page } from './send.ts';

/** Attempts on one page. */
const SHOWN = 100;

/** Sends the page of an assignment as this person sees it; after a mistake with what was typed. `not-found`. */
export async function sendAssignment(
  { service, url, frame }: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  { typed, problem }: Pick<AssignmentPage, 'typed' | 'problem'> = { typed: null, problem: null },
): Promise<FastifyReply> {
  const person = viewer(request);
  const around = frame(request);
  const assignment = await service.assignments.get(person, id, around.lang);
  const [grade, { submissions, next }] = await Promise.all([
    ownGrade(service, person, id),
    service.submissions.list(person, { assignment: id, student: person.id, limit: SHOWN }),
  ]);
  const attempts = { submissions, counts: grade?.submission ?? null, more: next !== null };
  const now = new Date().toISOString();
  const data = { assignment, attempts, grade, typed, problem, key: randomUUID(), url, now };
  return page(reply, assignmentPage(around, data));
}

/** The page again, with why what was sent was not taken. What is no mistake of whoever sent it is thrown again. */
export async function sendMistake(
  pages: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
  { error, id, typed }: { error: unknown; id: string; typed: AssignmentPage['typed'] },
): Promise<FastifyReply> {
  if (!(error instanceof DockgradeError) || error.code === 'not-found') throw error;
  const problem = problemFor(error, request, reply);
  return sendAssignment(pages, request, reply.code(problem.status), id, { typed, problem });
}
