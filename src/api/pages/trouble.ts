import type { FastifyInstance } from 'fastify';
import type { Trouble } from '../../core/wire/operations.ts';
import type { OperationsService } from '../../service/service.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Why nothing is graded at the moment; null also where nobody asked. */
    trouble: Trouble | null;
  }
}

/** Whole pages of somebody who is signed in tell why nothing is graded at the moment. */
export function lookForTrouble(app: FastifyInstance, operations: OperationsService): void {
  app.decorateRequest('trouble', null);
  app.addHook('preHandler', async (request) => {
    const { person, method, headers } = request;
    if (person !== null && method === 'GET' && headers['hx-request'] === undefined) {
      request.trouble = await operations.trouble();
    }
  });
}
