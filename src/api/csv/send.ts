import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** A CSV file to be kept, written while it is sent. */
export function sendFile(reply: FastifyReply, name: string, content: Readable): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(content);
}
