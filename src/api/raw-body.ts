import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DockgradeError } from '../core/errors.ts';

/** The largest file that is taken: an assignment, a roster of thousands. */
export const MAX_FILE = 1024 * 1024;

/** Bodies in this scope are files: their bytes go to the service as they are, which tells mistakes with line and column. */
export function takeFiles(app: FastifyInstance, types: readonly string[]): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([...types], { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) => body);
}

/** Throws `request-invalid` when there is none. */
export function fileOf(request: FastifyRequest, what: string): Buffer {
  if (Buffer.isBuffer(request.body) && request.body.length > 0) return request.body;
  throw new DockgradeError('request-invalid', `The request has no body, expected ${what}.`, {
    remedy: 'Send the file as the body, such as with curl --data-binary @FILE.',
  });
}
