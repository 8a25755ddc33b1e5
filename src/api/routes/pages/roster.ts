import multipart from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DockgradeError } from '../../../core/errors.ts';
import { rosterPage } from '../../../web/pages/roster.ts';
import { rosterCheckPage, rosterMistakesPage } from '../../../web/pages/roster-check.ts';
import { rosterStoredPage } from '../../../web/pages/roster-stored.ts';
import { viewer } from '../../authentication.ts';
import { problemFor } from '../../error-handler.ts';
import { brought, carried } from '../../pages/carried.ts';
import { linksCsv } from '../../pages/links-csv.ts';
import { type Pages, pageQuery } from '../../pages/scope.ts';
import { page } from '../../pages/send.ts';
import { readUpload } from '../../pages/upload.ts';
import { uploadText } from '../../pages/upload-text.ts';
import { assignmentId, byId } from '../../params.ts';
import { MAX_FILE } from '../../raw-body.ts';

const PER_PAGE = 100;
/** What pages carry of a roster of 1 MiB: written anew, in base64, or with a link for each. */
const MAX_CARRIED = 4 * MAX_FILE;

const rosterQuery = pageQuery.extend({
  search: z.string().trim().max(100).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});

/** The students of an assignment: who they are, and a file that is checked before it is stored. */
export function rosterPages({ service, url, frame }: Pages): FastifyPluginAsyncZod {
  const { assignments } = service;
  return async (app) => {
    // The form is read to its end in any case: `readUpload` tells what was too large.
    await app.register(multipart, { throwFileSizeLimit: false });
    const schema = { hide: true, params: byId, querystring: rosterQuery };

    app.get('/assignments/:id/roster', { schema }, async (request, reply) =>
      page(reply, await roster(request, request.params.id, request.query)),
    );

    app.post('/assignments/:id/roster/check', { schema }, async (request, reply) => {
      const id = assignmentId(request.params.id);
      try {
        const { file, fields } = await readUpload(request, { file: MAX_FILE, field: MAX_FILE });
        const chosen = file && uploadText(file);
        const csv = chosen?.text ?? file ?? fields.text ?? '';
        if (csv.length === 0) throw nothingGiven();
        return await answer(request, reply, id, csv, { guessed: chosen?.encoding === 'windows-1252' });
      } catch (error) {
        if (!isOfTheForm(error)) throw error;
        return again(request, reply, id, error);
      }
    });

    app.post('/assignments/:id/roster', { schema }, async (request, reply) => {
      const id = assignmentId(request.params.id);
      const { fields } = await readUpload(request, { file: 0, field: MAX_CARRIED });
      const csv = brought(fields.csv);
      try {
        const stored = await assignments.setRoster(viewer(request), id, csv, fields.checked ?? '');
        return page(reply, rosterStoredPage(at(request, id), { assignment: await about(request, id), stored }));
      } catch (error) {
        if (!(error instanceof DockgradeError) || !['conflict', 'roster-invalid'].includes(error.code)) throw error;
        return answer(request, reply, id, csv, { why: error });
      }
    });

    app.post('/assignments/:id/roster/links.csv', { schema }, async (request, reply) => {
      const id = assignmentId(request.params.id);
      const { fields } = await readUpload(request, { file: 0, field: MAX_CARRIED });
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="links-${id}.csv"`)
        .send(linksCsv(fields.links ?? '', url));
    });
  };

  /** What storing this file would do, or what is wrong with it. `why`: why it was not stored; `guessed`: its letters may be others. */
  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    csv: Buffer | string,
    { why, guessed = false }: { why?: unknown; guessed?: boolean },
  ) {
    const [assignment, check] = await Promise.all([
      about(request, id),
      assignments.checkRoster(viewer(request), id, csv),
    ]);
    const around = at(request, id);
    if (!check.fits) return page(reply.code(422), rosterMistakesPage(around, { assignment, check, guessed }));
    const problem = why === undefined ? null : problemFor(why, request, reply);
    if (problem) reply.code(problem.status);
    return page(reply, rosterCheckPage(around, { assignment, check, carried: carried(check.csv), guessed, problem }));
  }

  /** The form once more, with why nothing came of it. */
  async function again(request: FastifyRequest, reply: FastifyReply, id: string, why: unknown) {
    const problem = problemFor(why, request, reply);
    return page(reply.code(problem.status), await roster(request, id, { page: 1 }, problem));
  }

  async function roster(
    request: FastifyRequest,
    given: string,
    { search, page }: { search?: string | undefined; page: number },
    problem: ReturnType<typeof problemFor> | null = null,
  ) {
    const id = assignmentId(given);
    const query = { search: search === '' ? undefined : search, page, perPage: PER_PAGE };
    const [assignment, found] = await Promise.all([
      about(request, id),
      assignments.rosterPage(viewer(request), id, query),
    ]);
    const around = problem ? at(request, id) : frame(request);
    return rosterPage(around, { assignment, found, search: query.search, typed: '', problem });
  }

  async function about(request: FastifyRequest, id: string) {
    return assignments.get(viewer(request), id, frame(request).lang);
  }

  /** An answer to a form has no address of its own: its link to the other language leads to the roster. */
  function at(request: FastifyRequest, id: string) {
    return { ...frame(request), at: `/assignments/${id}/roster` };
  }
}

function nothingGiven(): DockgradeError {
  return new DockgradeError('request-invalid', 'There is no file, and nothing was pasted.', {
    remedy: 'Choose a CSV file, or paste its text.',
    es: { message: 'No hay ningún archivo, y no se pegó nada.', remedy: 'Elige un archivo CSV, o pega su texto.' },
  });
}

function isOfTheForm(error: unknown): boolean {
  return error instanceof DockgradeError && ['too-large', 'request-invalid'].includes(error.code);
}
