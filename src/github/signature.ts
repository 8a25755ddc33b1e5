import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether GitHub, or whoever else knows the secret, sent exactly these bytes: HMAC-SHA256, compared in constant time.
 * @param secret null: nobody knows it, so nothing is signed
 * @param header value of `X-Hub-Signature-256`
 */
export function isSigned(secret: string | null, body: Buffer, header: unknown): boolean {
  if (secret === null) return false;
  if (typeof header !== 'string' || !/^sha256=[0-9a-f]{64}$/.test(header)) return false;
  const given = Buffer.from(header.slice('sha256='.length), 'hex');
  return timingSafeEqual(given, createHmac('sha256', secret).update(body).digest());
}
