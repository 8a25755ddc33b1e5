import { createHash, randomBytes } from 'node:crypto';
import { newId } from '../core/job.ts';
import type { StoredToken, TokenKind } from '../store/contract/people.ts';

const DAY = 24 * 3600 * 1000;

/** A prefix of its own for each kind, so that scanners for secrets know a token where it should not be. */
const PREFIX: Record<TokenKind, string> = { link: 'dgl_', session: 'dgs_', bearer: 'dgt_' };

/** No token is longer; what is, is not even hashed. */
export const MAX_TOKEN = 200;

/** 256 random bits, fit for an address. */
export function newToken(kind: TokenKind): string {
  return PREFIX[kind] + randomBytes(32).toString('base64url');
}

/** SHA-256 in hex: all that is kept. A slow hash is for passwords that people make up; these cannot be guessed. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A token as the store keeps it. `days`: valid for so long; without it until it is taken away. */
export function storedToken(
  token: string,
  { person, kind, name, days }: Pick<StoredToken, 'person' | 'kind' | 'name'> & { days?: number },
): StoredToken {
  const now = Date.now();
  return {
    id: newId(),
    person,
    kind,
    hash: tokenHash(token),
    name,
    createdAt: new Date(now).toISOString(),
    expiresAt: days === undefined ? null : new Date(now + days * DAY).toISOString(),
  };
}

/** The personal link that holds a token. */
export function linkTo(url: string, token: string): string {
  return `${url}/enter/${token}`;
}
