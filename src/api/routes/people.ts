import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  linkSchema,
  newTeacherSchema,
  newTokenSchema,
  personSchema,
  teacherMadeSchema,
  tokenListSchema,
  tokenMadeSchema,
} from '../../core/wire/people.ts';
import type { PeopleService } from '../../service/service.ts';
import { viewer } from '../authentication.ts';
import { byId, noQuery, ourId } from '../params.ts';
import { told } from '../told.ts';

/** Who one is, one's tokens, other teachers, new links. */
export function peopleRoutes(people: PeopleService): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/me',
      {
        schema: {
          summary: 'Who the token belongs to',
          querystring: noQuery,
          response: { 200: personSchema },
          ...told({ who: 'student, teacher', problems: [] }),
        },
      },
      async (request) => viewer(request),
    );

    app.post(
      '/api/tokens',
      {
        schema: {
          summary: 'A new token for scripts; it is shown once',
          body: newTokenSchema,
          querystring: noQuery,
          response: { 201: tokenMadeSchema },
          ...told({ who: 'student, teacher', problems: ['request-invalid'] }),
        },
      },
      async (request, reply) => {
        const made = await people.addToken(viewer(request), request.body);
        reply.code(201).header('location', `/api/tokens/${made.id}`);
        return made;
      },
    );

    app.get(
      '/api/tokens',
      {
        schema: {
          summary: "One's tokens: links, sessions and those for scripts, without the tokens themselves",
          querystring: noQuery,
          response: { 200: tokenListSchema },
          ...told({ who: 'student, teacher', problems: [] }),
        },
      },
      async (request) => ({ tokens: await people.tokens(viewer(request)) }),
    );

    app.delete(
      '/api/tokens/:id',
      {
        schema: {
          summary: 'Take a token away: it is useless from now on',
          params: byId,
          querystring: noQuery,
          response: { 204: z.null().describe('taken away') },
          ...told({ who: 'student, teacher', problems: ['not-found'] }),
        },
      },
      async (request, reply) => {
        await people.removeToken(viewer(request), ourId(request.params.id, 'token'));
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/api/teachers',
      {
        schema: {
          summary: 'Add a teacher, with a personal link that is shown once',
          body: newTeacherSchema,
          querystring: noQuery,
          response: { 201: teacherMadeSchema },
          ...told({ who: 'teacher', problems: ['request-invalid', 'not-allowed', 'conflict'] }),
        },
      },
      async (request, reply) => {
        const made = await people.addTeacher(viewer(request), request.body);
        reply.code(201);
        return made;
      },
    );

    app.post(
      '/api/students/:id/link',
      {
        schema: {
          summary: 'A new personal link, shown once; the old ones no longer work',
          params: byId,
          querystring: noQuery,
          response: { 201: linkSchema },
          ...told({ who: 'student, teacher', problems: ['not-allowed', 'not-found'] }),
        },
      },
      async (request, reply) => {
        reply.code(201);
        return people.renewLink(viewer(request), ourId(request.params.id, 'student'));
      },
    );
  };
}
