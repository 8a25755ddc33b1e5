import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Metrics } from '../metrics.ts';
import { told } from '../told.ts';

/** Figures for Prometheus. They count, and name nobody. */
export function metricsRoutes(metrics: Metrics): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/metrics',
      {
        schema: {
          summary: 'Figures for Prometheus',
          ...told({
            who: 'operator',
            problems: [],
            gives: { type: 'text/plain', description: 'Prometheus text format' },
          }),
        },
      },
      async (_request, reply) => reply.type(metrics.type).send(await metrics.text()),
    );
  };
}
