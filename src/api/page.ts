import type { FastifyReply } from 'fastify';

const PAGE_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Answers with a page that loads nothing but the style of this service. */
export function page(reply: FastifyReply, markup: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', PAGE_POLICY)
    .header('vary', 'Accept-Language, Cookie')
    .send(markup);
}
