import type { FastifyRequest } from 'fastify';

/** The address that was asked for, as a link on the page that answers: a second slash at its beginning would make another site of what follows. */
export function addressOf({ url }: Pick<FastifyRequest, 'url'>): string {
  return `/${url.replace(/^[/\\]+/, '')}`;
}
