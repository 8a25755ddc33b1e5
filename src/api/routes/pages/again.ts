import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { viewer } from '../../authentication.ts';
import type { Limits } from '../../limits.ts';
import { sendMistake } from '../../pages/assignment-page.ts';
import type { Pages } from '../../pages/scope.ts';
import { byId, ourId } from '../../params.ts';

const again = z.object({ commit: z.enum(['newest', 'same']), key: z.string().max(120).default('') });

/** Cancelling, and handing in again, by the buttons of pages. */
export function againPages(pages: Pages, limits: Limits): FastifyPluginAsyncZod {
  const { submissions } = pages.service;
  return async (app) => {
    app.post('/submissions/:id/cancel', { schema: { hide: true, params: byId } }, async (request, reply) => {
      const id = ourId(request.params.id, 'submission');
      try {
        await submissions.cancel(viewer(request), id);
        return await reply.redirect(`/submissions/${id}`, 303);
      } catch (error) {
        return sendMistake(pages, request, reply, await about(request, id, error));
      }
    });

    app.post(
      '/submissions/:id/resubmissions',
      { schema: { hide: true, params: byId, body: again } },
      async (request, reply) => {
        const id = ourId(request.params.id, 'submission');
        const { commit, key } = request.body;
        try {
          await limits.submission(request, reply);
          const { view } = await submissions.resubmit(viewer(request), id, commit === 'same', key === '' ? null : key);
          return await reply.redirect(`/submissions/${view.id}`, 303);
        } catch (error) {
          return sendMistake(pages, request, reply, await about(request, id, error));
        }
      },
    );
  };

  async function about(request: Parameters<typeof viewer>[0], id: string, error: unknown) {
    const { assignment } = await submissions.get(viewer(request), id, 'en');
    return { error, id: assignment, typed: null };
  }
}
