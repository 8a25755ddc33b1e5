import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { viewer } from '../../authentication.ts';
import { canvasCsv } from '../../csv/canvas.ts';
import { moodleCsv } from '../../csv/moodle.ts';
import { sendFile } from '../../csv/send.ts';
import { gradesCsv, matrixCsv } from '../../csv/spreadsheet.ts';
import { csvPageQuery, gradeQueryOf, matrixPageQuery, matrixQueryOf } from '../../pages/grade-query.ts';
import type { Pages } from '../../pages/scope.ts';
import { assignmentId, byId } from '../../params.ts';

/** Grades as files: every row that fits, without pages, written while it is sent. */
export function gradeFilesPages({ service, url, frame }: Pages): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/grades.csv', { schema: { hide: true, querystring: matrixPageQuery } }, async (request, reply) => {
      const { lang } = frame(request);
      const whole = await service.grades.wholeMatrix(viewer(request), matrixQueryOf(request.query), lang);
      return sendFile(reply, 'grades.csv', matrixCsv(whole, lang));
    });

    app.get(
      '/assignments/:id/grades.csv',
      { schema: { hide: true, params: byId, querystring: csvPageQuery } },
      async (request, reply) => {
        const { lang } = frame(request);
        const id = assignmentId(request.params.id);
        const who = viewer(request);
        // An assignment that does not exist is answered before the first byte of a file.
        const { title, points: possible } = await service.assignments.get(who, id, lang);
        const rows = service.grades.all(who, id, gradeQueryOf(request.query));
        switch (request.query.for) {
          case 'moodle':
            return sendFile(reply, `grades-${id}-moodle.csv`, moodleCsv(rows, { title, url, lang }));
          case 'canvas':
            return sendFile(reply, `grades-${id}-canvas.csv`, canvasCsv(rows, { title, possible }));
          case 'spreadsheet':
            return sendFile(reply, `grades-${id}.csv`, gradesCsv(rows, lang));
        }
      },
    );
  };
}
