import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { rosterSchema, studentListSchema } from '../../core/wire/people.ts';
import type { AssignmentService } from '../../service/service.ts';
import { teachersOnly, viewer } from '../authentication.ts';
import { assignmentId, byId, noQuery } from '../params.ts';
import { fileOf, MAX_FILE, takeFiles } from '../raw-body.ts';
import { told } from '../told.ts';

/** The students of an assignment. */
export function rosterRoutes(assignments: AssignmentService): FastifyPluginAsyncZod {
  return async (app) => {
    app.addHook('onRequest', teachersOnly);
    takeFiles(app, ['text/csv']);

    app.put(
      '/api/assignments/:id/roster',
      {
        bodyLimit: MAX_FILE,
        schema: {
          summary: 'Make the students of an assignment exactly these; who is new gets a personal link',
          params: byId,
          querystring: noQuery,
          response: { 200: rosterSchema },
          ...told({
            who: 'teacher',
            problems: ['request-invalid', 'roster-invalid', 'not-allowed', 'not-found', 'conflict'],
            takes: {
              types: ['text/csv'],
              description: 'a header row, then name, email and github (may be missing or empty); at most 1 MiB',
            },
          }),
        },
      },
      (request) =>
        assignments.setRoster(viewer(request), assignmentId(request.params.id), fileOf(request, 'a CSV file')),
    );

    app.get(
      '/api/assignments/:id/roster',
      {
        schema: {
          summary: 'The students of an assignment, in the order of their names',
          params: byId,
          querystring: noQuery,
          response: { 200: studentListSchema },
          ...told({ who: 'teacher', problems: ['not-allowed', 'not-found'] }),
        },
      },
      async (request) => ({ students: await assignments.roster(viewer(request), assignmentId(request.params.id)) }),
    );
  };
}
