import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AppDependencies } from '../dependencies.ts';
import { readiness, readinessSchema } from '../readiness.ts';
import { told } from '../told.ts';

/** For whoever keeps the service running, and for the machine that restarts it. */
export function healthRoutes(deps: Pick<AppDependencies, 'store' | 'queue'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/health/live',
      {
        schema: {
          summary: 'The process answers',
          response: { 200: z.object({ status: z.literal('live') }) },
          ...told({ who: 'operator', problems: [] }),
        },
      },
      async () => ({ status: 'live' as const }),
    );

    app.get(
      '/health/ready',
      {
        schema: {
          summary: 'Database, Redis and workers answer; what does not is named',
          response: { 200: readinessSchema, 503: readinessSchema },
          ...told({ who: 'operator', problems: [] }),
        },
      },
      async (_request, reply) => {
        const found = await readiness(deps);
        return reply.code(found.status === 'ready' ? 200 : 503).send(found);
      },
    );
  };
}
