import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import {
  resubmitSchema,
  type SubmissionView,
  submissionPageSchema,
  submissionQuerySchema,
  submissionSchema,
  submitSchema,
} from '../../core/wire/submission.ts';
import type { SubmissionService } from '../../service/service.ts';
import { viewer } from '../authentication.ts';
import type { Limits } from '../limits.ts';
import { pageAddress } from '../links.ts';
import { byId, idempotencyKey, langQuery, noQuery, ourId } from '../params.ts';
import { langOf } from '../preferred.ts';
import { told } from '../told.ts';

const KEY = { 'Idempotency-Key': 'the same key again answers with what was accepted the first time' };

/** Handing in, looking, cancelling, handing in again. */
export function submissionRoutes(submissions: SubmissionService, limits: Limits): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/api/submissions',
      {
        preHandler: limits.submission,
        schema: {
          summary: 'Hand in a repository',
          body: submitSchema,
          querystring: noQuery,
          response: { 202: submissionSchema },
          ...told({
            who: 'student, teacher',
            problems: [
              'request-invalid',
              'not-found',
              'deadline-over',
              'no-attempts-left',
              'repository-not-allowed',
              'ref-unknown',
              'conflict',
            ],
            headers: KEY,
          }),
        },
      },
      async (request, reply) => {
        const key = idempotencyKey(request.headers['idempotency-key']);
        return accepted(reply, await submissions.submit(viewer(request), request.body, key));
      },
    );

    app.get(
      '/api/submissions',
      {
        schema: {
          summary: 'The newest submissions first: a student sees their own, a teacher all',
          querystring: submissionQuerySchema,
          response: { 200: submissionPageSchema },
          ...told({ who: 'student, teacher', problems: ['request-invalid'] }),
        },
      },
      async (request, reply) => {
        const page = await submissions.list(viewer(request), request.query);
        if (page.next !== null) {
          const next = pageAddress('/api/submissions', request.query, { after: page.next });
          reply.header('link', `<${next}>; rel="next"`);
        }
        return page;
      },
    );

    app.get(
      '/api/submissions/:id',
      {
        schema: {
          summary: 'Where a submission is: state, place in the queue, estimate, and the report when there is one',
          params: byId,
          querystring: langQuery,
          response: { 200: submissionSchema },
          ...told({ who: 'owner, teacher', problems: ['not-found'] }),
        },
      },
      (request) =>
        submissions.get(viewer(request), ourId(request.params.id, 'submission'), langOf(request, request.query.lang)),
    );

    app.delete(
      '/api/submissions/:id',
      {
        schema: {
          summary: 'Cancel a submission; a running one is torn down',
          params: byId,
          querystring: noQuery,
          response: { 200: submissionSchema },
          ...told({ who: 'owner, teacher', problems: ['not-found', 'conflict'] }),
        },
      },
      (request) => submissions.cancel(viewer(request), ourId(request.params.id, 'submission')),
    );

    app.post(
      '/api/submissions/:id/resubmissions',
      {
        preHandler: limits.submission,
        schema: {
          summary: 'Hand in again: the newest commit, or the same one',
          params: byId,
          body: resubmitSchema.prefault({}),
          querystring: noQuery,
          response: { 202: submissionSchema },
          ...told({
            who: 'owner, teacher',
            problems: ['request-invalid', 'not-found', 'deadline-over', 'no-attempts-left', 'conflict'],
            headers: KEY,
          }),
        },
      },
      async (request, reply) => {
        const id = ourId(request.params.id, 'submission');
        const key = idempotencyKey(request.headers['idempotency-key']);
        return accepted(reply, await submissions.resubmit(viewer(request), id, request.body.sameCommit, key));
      },
    );
  };
}

function accepted(
  reply: FastifyReply,
  { view, repeated }: { view: SubmissionView; repeated: boolean },
): SubmissionView {
  reply.code(202).header('location', `/api/submissions/${view.id}`);
  if (repeated) reply.header('idempotency-replayed', 'true');
  return view;
}
