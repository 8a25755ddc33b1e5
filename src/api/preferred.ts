import type { FastifyReply, FastifyRequest } from 'fastify';
import { LANGS, type Lang } from '../core/text.ts';
import { cookieOptions } from './session.ts';

const COOKIE = 'dockgrade-lang';
const YEAR = 365 * 24 * 3600;

/** Which of the offered ones a header such as `Accept` or `Accept-Language` asks for first; the first offered one when it asks for none of them. */
export function preferred<Offered extends string>(
  header: string | undefined,
  offered: readonly [Offered, ...Offered[]],
): Offered {
  const asked = (header ?? '')
    .split(',')
    .slice(0, 20)
    .map((part) => {
      const [name = '', ...options] = part.trim().toLowerCase().split(';');
      const q = options.map((option) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(option)?.[1]).find(Boolean);
      return { name: name.trim(), quality: q === undefined ? 1 : Number(q) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { name } of asked) {
    if (name === '*' || name === '*/*') return offered[0];
    const found = offered.find((one) => one === name || name.startsWith(`${one}-`));
    if (found) return found;
  }
  return offered[0];
}

/** `?lang=` goes before what a browser chose on a page, and that before `Accept-Language`. */
export function langOf(request: FastifyRequest, asked?: Lang): Lang {
  return (
    asked ??
    LANGS.find((lang) => lang === request.cookies?.[COOKIE]) ??
    preferred(request.headers['accept-language'], LANGS)
  );
}

/** A language that was chosen on a page stays chosen in this browser. */
export function keepLang(reply: FastifyReply, chosen: Lang | undefined, url: string): void {
  if (chosen) reply.setCookie(COOKIE, chosen, { ...cookieOptions(url), maxAge: YEAR });
}
