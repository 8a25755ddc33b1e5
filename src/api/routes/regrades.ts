import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { regradeListSchema, regradeRequestSchema, regradeViewSchema } from '../../core/wire/grades.ts';
import type { GradeService } from '../../service/service.ts';
import { teachersOnly, viewer } from '../authentication.ts';
import { assignmentId, byId, byRegrade, noQuery, ourId } from '../params.ts';
import { told } from '../told.ts';

const LIST = '/api/assignments/:id/regrades';
const ONE = `${LIST}/:regrade` as const;

/** Grading again: proposed, looked at, then published or discarded. */
export function regradeRoutes(grades: GradeService): FastifyPluginAsyncZod {
  return async (app) => {
    app.addHook('onRequest', teachersOnly);

    app.post(
      LIST,
      {
        schema: {
          summary:
            'Grade all again, or one student, or judge stored evidence again; with `preview` nothing changes yet',
          params: byId,
          querystring: noQuery,
          body: regradeRequestSchema.prefault({}),
          response: { 201: regradeViewSchema },
          ...told({ who: 'teacher', problems: ['request-invalid', 'not-allowed', 'not-found', 'conflict'] }),
        },
      },
      async (request, reply) => {
        const id = assignmentId(request.params.id);
        const regrade = await grades.regrade(viewer(request), id, request.body);
        reply.code(201).header('location', `/api/assignments/${id}/regrades/${regrade.id}`);
        return regrade;
      },
    );

    app.get(
      LIST,
      {
        schema: {
          summary: 'All regrades of an assignment, the newest first',
          params: byId,
          querystring: noQuery,
          response: { 200: regradeListSchema },
          ...told({ who: 'teacher', problems: ['not-allowed', 'not-found'] }),
        },
      },
      async (request) => ({ regrades: await grades.regrades(viewer(request), assignmentId(request.params.id)) }),
    );

    app.get(
      ONE,
      {
        schema: {
          summary: 'One regrade: how far it is, who would change and by how much',
          params: byRegrade,
          querystring: noQuery,
          response: { 200: regradeViewSchema },
          ...told({ who: 'teacher', problems: ['not-allowed', 'not-found'] }),
        },
      },
      (request) => {
        const { id, regrade } = request.params;
        return grades.regradeView(viewer(request), assignmentId(id), ourId(regrade, 'regrade'));
      },
    );

    app.post(
      `${ONE}/publication`,
      {
        schema: {
          summary: 'Publish a regrade: its results take the place of the old ones',
          params: byRegrade,
          querystring: noQuery,
          response: { 200: regradeViewSchema },
          ...told({ who: 'teacher', problems: ['not-allowed', 'not-found', 'conflict'] }),
        },
      },
      (request) => {
        const { id, regrade } = request.params;
        return grades.publish(viewer(request), assignmentId(id), ourId(regrade, 'regrade'));
      },
    );

    app.delete(
      ONE,
      {
        schema: {
          summary: 'Discard a regrade: nothing of it reaches a grade',
          params: byRegrade,
          querystring: noQuery,
          response: { 200: regradeViewSchema },
          ...told({ who: 'teacher', problems: ['not-allowed', 'not-found', 'conflict'] }),
        },
      },
      (request) => {
        const { id, regrade } = request.params;
        return grades.discard(viewer(request), assignmentId(id), ourId(regrade, 'regrade'));
      },
    );
  };
}
