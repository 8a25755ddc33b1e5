import type { FastifyInstance } from 'fastify';

/** Milliseconds between two looks, and after which whoever is still being answered is cut off. */
const LOOK = 50;
const LONGEST = 10_000;

/**
 * Lets the server close soon. Node closes the connections that are idle at that moment; one whose answer ends a moment later would be kept open for the next
 * request, and the close would wait for more than a minute.
 */
export function closeConnections(app: FastifyInstance): void {
  let look: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    const until = performance.now() + LONGEST;
    look = setInterval(() => {
      if (performance.now() < until) app.server.closeIdleConnections();
      else app.server.closeAllConnections();
    }, LOOK);
  });
  app.server.once('close', () => clearInterval(look));
}
