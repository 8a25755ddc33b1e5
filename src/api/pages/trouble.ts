import type { FastifyInstance } from 'fastify';
import type { Trouble } from '../../core/wire/operations.ts';
import type { OperationsService } from '../../service/operations/contract.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Why nothing is graded at the moment; null also where nobody asked. */
    trouble: Trouble | null;
  }
}

/** These tell it themselves, as far as it is about what they show. */
const TELL_THEMSELVES = ['/submissions/:id', '/operations'];

/** Whole pages of somebody who is signed in tell why nothing is graded at the moment. */
export function lookForTrouble(app: FastifyInstance, operations: OperationsService): void {
  app.decorateRequest('trouble', null);
  app.addHook('preHandler', async (request) => {
    const { person, method, headers, routeOptions } = request;
    const whole = method === 'GET' && headers['hx-request'] === undefined;
    if (person !== null && whole && !TELL_THEMSELVES.some((path) => routeOptions.url?.startsWith(path))) {
      request.trouble = await operations.trouble();
    }
  });
}
