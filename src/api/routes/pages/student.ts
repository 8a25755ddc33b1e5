import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DockgradeError } from '../../../core/errors.ts';
import { newId } from '../../../core/job.ts';
import { overrideSchema } from '../../../core/wire/grades.ts';
import { type Student, studentPage } from '../../../web/pages/student.ts';
import type { Refused } from '../../../web/student/acts.ts';
import { viewer } from '../../authentication.ts';
import { problemFor } from '../../error-handler.ts';
import { type Pages, pageQuery } from '../../pages/scope.ts';
import { page } from '../../pages/send.ts';
import { assignmentId, byStudent, ourId } from '../../params.ts';

const STUDENT = '/assignments/:id/students/:student';
/** The newest so many are listed. */
const ATTEMPTS = 100;

const query = pageQuery.extend({ done: z.enum(['set', 'taken']).optional().catch(undefined) });
const text = z.string().max(2000).default('');
const schema = { hide: true, params: byStudent, querystring: query };

type Shown = Pick<Student, 'done' | 'link' | 'refused'>;

/** One student, and what a teacher does about the grade. */
export function studentPages({ service, frame }: Pages): FastifyPluginAsyncZod {
  const { grades, assignments, submissions, people } = service;
  return async (app) => {
    app.get(STUDENT, { schema }, async (request, reply) => {
      const done = request.query.done ?? null;
      return page(reply, await student(request, { done, link: null, refused: null }));
    });

    const override = z.object({ score: text, reason: text });
    app.post(`${STUDENT}/override`, { schema: { ...schema, body: override } }, (request, reply) =>
      set(request, reply, { form: 'override', typed: request.body }),
    );

    const removal = z.object({ reason: text });
    app.post(`${STUDENT}/override/removal`, { schema: { ...schema, body: removal } }, (request, reply) =>
      set(request, reply, { form: 'removal', typed: { score: '', reason: request.body.reason } }),
    );

    app.post(`${STUDENT}/link`, { schema }, async (request, reply) => {
      const { student: person } = ids(request);
      // Only of those who are in this assignment, and not the teacher's own.
      await grades.history(viewer(request), ids(request).id, person);
      const { link } = await people.renewLink(viewer(request), person);
      return page(reply, await student(request, { done: null, link, refused: null }));
    });
  };

  async function set(request: FastifyRequest, reply: FastifyReply, { form, typed }: Omit<Refused, 'problem'>) {
    const { id, student: person } = ids(request);
    try {
      const score = form === 'removal' ? null : numberOf(typed.score);
      await grades.override(viewer(request), id, person, { score, reason: reasonOf(typed.reason) });
    } catch (error) {
      if (!(error instanceof DockgradeError) || error.code !== 'request-invalid') throw error;
      const problem = problemFor(error, request, reply);
      const shown = { done: null, link: null, refused: { form, typed, problem } };
      return page(reply.code(problem.status), await student(request, shown));
    }
    const done = form === 'removal' ? 'taken' : 'set';
    return reply.redirect(`/assignments/${id}/students/${person}?done=${done}`, 303);
  }

  async function student(request: FastifyRequest, shown: Shown): Promise<string> {
    const { id, student: person } = ids(request);
    const asks = viewer(request);
    // An answer to a form has no address of its own: its link to the other language leads to the page.
    const around = { ...frame(request), at: `/assignments/${id}/students/${person}` };
    const history = await grades.history(asks, id, person);
    const [assignment, list, shared, all] = await Promise.all([
      assignments.get(asks, id, around.lang),
      submissions.list(asks, { assignment: id, student: person, limit: ATTEMPTS }),
      submissions.shared(asks, id, person),
      assignments.listOf(asks, person, around.lang),
    ]);
    const attempts = { submissions: list.submissions, more: list.next !== null };
    return studentPage(around, { assignment, history, attempts, shared, assignments: all, key: newId(), ...shown });
  }
}

function ids(request: FastifyRequest): { id: string; student: string } {
  const { id, student } = request.params as z.infer<typeof byStudent>;
  return { id: assignmentId(id), student: ourId(student, 'student') };
}

/** As people write it, with a comma or a point. Throws `request-invalid`. */
function numberOf(typed: string): number {
  const plain = typed.trim().replace(',', '.');
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(plain)) return Number(plain);
  throw new DockgradeError('request-invalid', 'The score is no number from zero on.', {
    remedy: 'Write it in digits, such as 78.5.',
    es: { message: 'La nota no es un número desde cero.', remedy: 'Escríbela en cifras, como 78,5.' },
  });
}

/** As the API takes it. Throws `request-invalid`. */
function reasonOf(typed: string): string {
  const { success, data } = overrideSchema.shape.reason.safeParse(typed);
  if (success) return data;
  throw new DockgradeError('request-invalid', 'A score by hand needs a reason, of at most 500 characters.', {
    remedy: 'Write in a few words why: it stands in the history of the grade.',
    es: {
      message: 'Una nota puesta a mano necesita un motivo, de 500 caracteres como máximo.',
      remedy: 'Escribe en pocas palabras por qué: queda en el historial de la nota.',
    },
  });
}
