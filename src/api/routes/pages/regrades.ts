import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DockgradeError } from '../../../core/errors.ts';
import { regradeBody, regradePage, type Shown } from '../../../web/pages/regrade.ts';
import { NEW_REGRADE, type RegradeForm, regradesPage } from '../../../web/pages/regrades.ts';
import { viewer } from '../../authentication.ts';
import { problemFor } from '../../error-handler.ts';
import { type Pages, pageQuery } from '../../pages/scope.ts';
import { page } from '../../pages/send.ts';
import { assignmentId, byId, byRegrade, ourId } from '../../params.ts';

const LIST = '/assignments/:id/regrades';
const ONE = `${LIST}/:regrade` as const;

const oneQuery = pageQuery.extend({ page: z.coerce.number().int().min(1).max(1000).catch(1) });
const form = z.object({
  mode: z.enum(['judge', 'run']),
  publish: z.enum(['preview', 'at-once']),
  email: z.string().trim().max(254).default(''),
  /** From the grade table: of those who are chosen there, and of nobody else. */
  chosen: z.literal('yes').optional(),
  student: z
    .union([z.string(), z.array(z.string()).max(200)])
    .default([])
    .transform((given) => [given].flat()),
});
const ofList = { hide: true, params: byId, querystring: pageQuery };
const ofOne = { hide: true, params: byRegrade, querystring: oneQuery };

/** Grading again: begun, watched, looked at, then published or discarded. */
export function regradePages({ service, frame }: Pages): FastifyPluginAsyncZod {
  const { grades, assignments } = service;
  return async (app) => {
    app.get(LIST, { schema: ofList }, async (request, reply) =>
      page(reply, await list(request, assignmentId(request.params.id), NEW_REGRADE)),
    );

    app.post(LIST, { schema: { ...ofList, body: form } }, async (request, reply) => {
      const id = assignmentId(request.params.id);
      const { mode, publish, email, chosen, student } = request.body;
      try {
        const regrade = await grades.regrade(viewer(request), id, {
          judgeOnly: mode === 'judge',
          preview: publish === 'preview',
          ...(email !== '' && { student: await byEmail(request, id, email) }),
          ...(chosen && { students: someOf(student) }),
        });
        return reply.redirect(`/assignments/${id}/regrades/${regrade.id}`, 303);
      } catch (error) {
        if (!(error instanceof DockgradeError) || !['conflict', 'request-invalid'].includes(error.code)) throw error;
        const problem = problemFor(error, request, reply);
        return page(reply.code(problem.status), await list(request, id, request.body, problem));
      }
    });

    app.get(ONE, { schema: ofOne }, async (request, reply) => page(reply, await one(request, request.params)));

    app.get(`${ONE}/live`, { schema: ofOne }, async (request, reply) =>
      page(reply, regradeBody(await shown(request, request.params), frame(request).lang)),
    );

    for (const [action, act] of [
      ['publication', grades.publish],
      ['discard', grades.discard],
    ] as const) {
      app.post(`${ONE}/${action}`, { schema: ofOne }, async (request, reply) => {
        const id = assignmentId(request.params.id);
        const regrade = ourId(request.params.regrade, 'regrade');
        try {
          await act(viewer(request), id, regrade);
        } catch (error) {
          if (!(error instanceof DockgradeError) || error.code !== 'conflict') throw error;
          const problem = problemFor(error, request, reply);
          return page(reply.code(problem.status), await one(request, request.params, problem));
        }
        return reply.redirect(`/assignments/${id}/regrades/${regrade}`, 303);
      });
    }
  };

  async function list(
    request: FastifyRequest,
    id: string,
    typed: RegradeForm,
    problem: ReturnType<typeof problemFor> | null = null,
  ): Promise<string> {
    const around = frame(request);
    const [assignment, regrades] = await Promise.all([
      assignments.get(viewer(request), id, around.lang),
      grades.regradeItems(viewer(request), id),
    ]);
    return regradesPage(around, { assignment, regrades, typed, problem });
  }

  async function one(
    request: FastifyRequest,
    params: { id: string; regrade: string },
    problem: ReturnType<typeof problemFor> | null = null,
  ): Promise<string> {
    const around = { ...frame(request), at: `/assignments/${params.id}/regrades/${params.regrade}` };
    const found = await shown(request, params);
    const assignment = await assignments.get(viewer(request), found.regrade.assignment, around.lang);
    return regradePage(around, { assignment, shown: found, problem });
  }

  /** What it does to grades is computed when it has ended: while it runs it would be others at each look. */
  async function shown(request: FastifyRequest, params: { id: string; regrade: string }): Promise<Shown> {
    const [id, regradeId] = [assignmentId(params.id), ourId(params.regrade, 'regrade')];
    const regrade = await grades.regradeItem(viewer(request), id, regradeId);
    if (regrade.state === 'running') return { state: 'running', regrade };
    const view = await grades.regradeView(viewer(request), id, regradeId);
    return { state: 'ended', regrade: view, page: oneQuery.parse(request.query).page };
  }

  /** Id of the student with this email who has a row in the grade table. */
  async function byEmail(request: FastifyRequest, id: string, email: string): Promise<string> {
    const query = { search: email, sort: 'email', order: 'asc', page: 1, perPage: 200 } as const;
    const { grades: rows } = await grades.table(viewer(request), id, query);
    const found = rows.find(({ student }) => student.email === email.toLowerCase());
    if (found) return found.student.id;
    throw new DockgradeError('request-invalid', `Nobody with the email ${JSON.stringify(email)} has a grade here.`, {
      remedy: 'Give the email as it is in the roster, or leave it empty for everybody.',
      es: {
        message: `Nadie con el correo ${JSON.stringify(email)} tiene una nota aquí.`,
        remedy: 'Escribe el correo como está en la lista, o déjalo vacío para todos.',
      },
    });
  }
}

function someOf(students: string[]): string[] {
  if (students.length > 0) return students.map((student) => ourId(student, 'student'));
  throw new DockgradeError('request-invalid', 'Nobody is chosen.', {
    remedy: 'Go back and choose students in the grade table.',
    es: { message: 'No elegiste a nadie.', remedy: 'Vuelve y elige estudiantes en la tabla de notas.' },
  });
}
