import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { GradePageQuery } from '../../core/wire/grade-page.ts';
import { GRADE_FILTERS, GRADE_SORTS, type GradeQueryWire } from '../../core/wire/grades.ts';
import type { MatrixQueryWire } from '../../core/wire/matrix.ts';
import { pageQuery } from './scope.ts';

const PER_PAGE = 50;

/** An empty field of a form is none. What nobody can mean is not there: an address that was cut still opens. */
const text = z
  .string()
  .trim()
  .max(100)
  .optional()
  .catch(undefined)
  .transform((value) => value || undefined);

const asked = pageQuery.extend({
  search: text,
  only: z.enum(GRADE_FILTERS).optional().catch(undefined),
  order: z.enum(['asc', 'desc']).catch('asc'),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
});

export const gradesPageQuery = asked.extend({ sort: z.enum(GRADE_SORTS).catch('name'), lost: text });

export const matrixPageQuery = asked.extend({
  sort: z
    .union([
      z.enum(['name', 'email', 'total']),
      z.templateLiteral(['assignment.', z.string().regex(/^[a-z0-9-]{1,100}$/)]),
    ])
    .catch('name'),
});

export const csvPageQuery = gradesPageQuery.extend({
  for: z.enum(['spreadsheet', 'moodle', 'canvas']).catch('spreadsheet'),
});

export function gradeQueryOf(query: z.infer<typeof gradesPageQuery>): GradeQueryWire {
  const { search, only, lost, sort, order, page } = query;
  return { search, only, lost, sort, order, page, perPage: PER_PAGE };
}

export function matrixQueryOf(query: z.infer<typeof matrixPageQuery>): MatrixQueryWire {
  const { search, only, sort, order, page } = query;
  return { search, only, sort, order, page, perPage: PER_PAGE };
}

export function shownQuery(query: z.infer<typeof gradesPageQuery> | z.infer<typeof matrixPageQuery>): GradePageQuery {
  const { search, only, sort, order, page } = query;
  return { search, only, sort, order, page, ...('lost' in query ? { lost: query.lost } : {}) };
}

/** Whether htmx asks for the table alone; then the address of the page is told: typing takes the place of what was typed before, a click is a step that leads back. */
export function partAlone(request: FastifyRequest, reply: FastifyReply, address: string): boolean {
  const { 'hx-request': asks, 'hx-source': source } = request.headers;
  if (asks === undefined) return false;
  reply.header(String(source).startsWith('form') ? 'hx-replace-url' : 'hx-push-url', address);
  return true;
}
