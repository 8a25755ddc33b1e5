import { createHash } from 'node:crypto';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { SubmissionService } from '../../service/service.ts';
import { badgeSvg } from '../../web/badge.ts';
import { byId, langQuery, ourId } from '../params.ts';
import { told } from '../told.ts';

/** Seconds. GitHub's proxy for pictures asks again after them. */
const MAX_AGE = 60;

/** Pictures for READMEs: open to all who know the id of a submission, which cannot be guessed. */
export function badgeRoutes(submissions: Pick<SubmissionService, 'badge'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/badges/:id.svg',
      {
        schema: {
          summary: 'A badge for a README: the newest score of the person, repository and assignment of a submission',
          params: byId,
          querystring: langQuery,
          ...told({
            who: 'all',
            problems: ['request-invalid', 'not-found'],
            gives: { type: 'image/svg+xml', description: 'a picture; nothing else is told of the submission' },
            other: { 304: 'the picture is as it was: If-None-Match named its ETag' },
          }),
        },
      },
      async (request, reply) => {
        const badge = await submissions.badge(ourId(request.params.id, 'submission'));
        const picture = badgeSvg(badge, request.query.lang ?? 'en');
        const tag = `"${createHash('sha256').update(picture).digest('base64url').slice(0, 22)}"`;
        reply.headers({
          'cache-control': `public, max-age=${MAX_AGE}`,
          etag: tag,
          // Pages of others show it.
          'cross-origin-resource-policy': 'cross-origin',
        });
        const known = `${request.headers['if-none-match']}`.split(',').map((one) => one.trim().replace(/^W\//, ''));
        if (known.includes(tag)) return reply.code(304).send();
        return reply.type('image/svg+xml; charset=utf-8').send(picture);
      },
    );
  };
}
