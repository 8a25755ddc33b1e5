import type { FastifyReply } from 'fastify';
import type { Markup } from '../../web/html.ts';

/** Pages load style, scripts and pictures of this service, and nothing that stands in the page itself runs. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Answers with a page, or with a part of one for htmx. */
export function page(reply: FastifyReply, markup: string | Markup): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': PAGE_POLICY,
      // Without it a browser writes `Origin: null` into the forms of this very page.
      'referrer-policy': 'same-origin',
      vary: 'Accept-Language, Cookie, HX-Request',
    })
    .send(typeof markup === 'string' ? markup : markup.text);
}
