import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { assignmentListSchema, assignmentViewSchema, publishedSchema } from '../../core/wire/assignment.ts';
import type { AssignmentService } from '../../service/service.ts';
import { teachersOnly, viewer } from '../authentication.ts';
import { assignmentId, byId, langQuery } from '../params.ts';
import { langOf } from '../preferred.ts';
import { fileOf, MAX_FILE, takeFiles } from '../raw-body.ts';
import { told } from '../told.ts';

const TYPES = ['application/yaml', 'text/yaml', 'application/x-yaml', 'text/plain', 'application/json'];

/** Seeing and publishing assignments. */
export function assignmentRoutes(assignments: AssignmentService): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/assignments',
      {
        schema: {
          summary: 'Assignments: a student sees those whose roster they are on',
          querystring: langQuery,
          response: { 200: assignmentListSchema },
          ...told({ who: 'student, teacher', problems: [] }),
        },
      },
      async (request) => ({
        assignments: await assignments.list(viewer(request), langOf(request, request.query.lang)),
      }),
    );

    app.get(
      '/api/assignments/:id',
      {
        schema: {
          summary: 'One assignment: what is asked; for teachers also its file and versions',
          params: byId,
          querystring: langQuery,
          response: { 200: assignmentViewSchema },
          ...told({ who: 'student, teacher', problems: ['not-found'] }),
        },
      },
      (request) =>
        assignments.get(viewer(request), assignmentId(request.params.id), langOf(request, request.query.lang)),
    );

    await app.register(publishing(assignments));
  };
}

function publishing(assignments: AssignmentService): FastifyPluginAsyncZod {
  return async (app) => {
    takeFiles(app, TYPES);
    app.put(
      '/api/assignments/:id',
      {
        bodyLimit: MAX_FILE,
        onRequest: teachersOnly,
        schema: {
          summary: 'Publish an assignment: a new version when its file changed',
          params: byId,
          querystring: langQuery,
          response: { 200: publishedSchema },
          ...told({
            who: 'teacher',
            problems: ['request-invalid', 'assignment-invalid', 'not-allowed'],
            takes: { types: TYPES, description: 'the assignment file, YAML or JSON, at most 1 MiB' },
          }),
        },
      },
      (request) => {
        const file = fileOf(request, 'an assignment file');
        const lang = langOf(request, request.query.lang);
        return assignments.publish(viewer(request), request.params.id, file, lang);
      },
    );
  };
}
