import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { allGradesPage, matrixPart } from '../../../web/pages/all-grades.ts';
import { gradesPage, gradesPart } from '../../../web/pages/grades.ts';
import { gradeAddress } from '../../../web/parts/grade-address.ts';
import { viewer } from '../../authentication.ts';
import {
  gradeQueryOf,
  gradesPageQuery,
  matrixPageQuery,
  matrixQueryOf,
  partAlone,
  shownQuery,
} from '../../pages/grade-query.ts';
import type { Pages } from '../../pages/scope.ts';
import { page } from '../../pages/send.ts';
import { assignmentId, byId } from '../../params.ts';

/** Grade tables: students × assignments, and one assignment with everything about each grade. */
export function gradePages({ service, frame }: Pages): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/grades', { schema: { hide: true, querystring: matrixPageQuery } }, async (request, reply) => {
      const around = frame(request);
      const query = shownQuery(request.query);
      const matrix = await service.grades.matrix(viewer(request), matrixQueryOf(request.query), around.lang);
      if (partAlone(request, reply, gradeAddress('/grades', query))) {
        return page(reply, matrixPart(matrix, query, around.lang));
      }
      return page(reply, allGradesPage(around, matrix, query));
    });

    app.get(
      '/assignments/:id/grades',
      { schema: { hide: true, params: byId, querystring: gradesPageQuery } },
      async (request, reply) => {
        const around = frame(request);
        const id = assignmentId(request.params.id);
        const query = shownQuery(request.query);
        const who = viewer(request);
        const table = await service.grades.table(who, id, gradeQueryOf(request.query));
        const students = table.grades.map(({ student }) => student.id);
        const newest = await service.grades.newest(who, id, students);
        const { title, rubric } = await service.assignments.get(who, id, around.lang);
        const lost = query.lost === undefined ? null : query.lost;
        const grader = rubric.find((line) => line.grader === lost);
        const grades = { assignment: { id, title }, table, newest, lost: grader?.title ?? lost };
        if (partAlone(request, reply, gradeAddress(`/assignments/${id}/grades`, query))) {
          return page(reply, gradesPart(grades, query, around.lang));
        }
        return page(reply, gradesPage(around, grades, query));
      },
    );
  };
}
