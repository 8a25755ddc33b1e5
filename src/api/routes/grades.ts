import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import {
  gradeHistorySchema,
  gradeQuerySchema,
  gradeSchema,
  gradeTableSchema,
  overrideSchema,
} from '../../core/wire/grades.ts';
import type { GradeService } from '../../service/service.ts';
import { teachersOnly, viewer } from '../authentication.ts';
import { sendFile } from '../csv/send.ts';
import { gradesCsv } from '../csv/spreadsheet.ts';
import { pageLinks } from '../links.ts';
import { assignmentId, byId, byStudent, noQuery, ourId } from '../params.ts';
import { preferred } from '../preferred.ts';
import { told } from '../told.ts';

/** The grade table, and scores that a teacher sets by hand. */
export function gradeRoutes(grades: GradeService): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/assignments/:id/grades',
      {
        onRequest: teachersOnly,
        schema: {
          summary: 'The grade table: everyone of the roster, and every student who handed in',
          params: byId,
          querystring: gradeQuerySchema,
          response: { 200: gradeTableSchema },
          ...told({
            who: 'teacher',
            problems: ['request-invalid', 'not-allowed', 'not-found'],
            gives: {
              type: 'text/csv',
              description: 'every row that fits, without pages; cells cannot run as formulas',
            },
          }),
        },
      },
      async (request, reply) => {
        const id = assignmentId(request.params.id);
        reply.header('vary', 'Accept');
        if (preferred(request.headers.accept, ['application/json', 'text/csv']) === 'text/csv') {
          // One page first: an assignment that does not exist must be answered before the first byte of a file.
          await grades.table(viewer(request), id, { ...request.query, page: 1, perPage: 1 });
          return sendFile(reply, `grades-${id}.csv`, gradesCsv(grades.all(viewer(request), id, request.query)));
        }
        const table = await grades.table(viewer(request), id, request.query);
        reply.header('link', pageLinks(`/api/assignments/${id}/grades`, request.query, table));
        return table;
      },
    );

    app.get(
      '/api/assignments/:id/grades/:student',
      {
        onRequest: teachersOnly,
        schema: {
          summary: 'The grade of one student, with everything that ever changed it',
          params: byStudent,
          querystring: noQuery,
          response: { 200: gradeHistorySchema },
          ...told({ who: 'teacher', problems: ['not-allowed', 'not-found'] }),
        },
      },
      (request) => {
        const { id, student } = request.params;
        return grades.history(viewer(request), assignmentId(id), ourId(student, 'student'));
      },
    );

    app.put(
      '/api/assignments/:id/grades/:student',
      {
        onRequest: teachersOnly,
        schema: {
          summary: 'Set a score by hand, with a reason; null takes it away. The computed score stays visible',
          params: byStudent,
          querystring: noQuery,
          body: overrideSchema,
          response: { 200: gradeSchema },
          ...told({ who: 'teacher', problems: ['request-invalid', 'not-allowed', 'not-found'] }),
        },
      },
      (request) => {
        const { id, student } = request.params;
        return grades.override(viewer(request), assignmentId(id), ourId(student, 'student'), request.body);
      },
    );
  };
}
