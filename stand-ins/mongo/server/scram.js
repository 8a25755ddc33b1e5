import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import { Binary } from 'bson';
import { Failure } from './failure.js';

const MECHANISMS = {
  'SCRAM-SHA-1': {
    hash: 'sha1',
    length: 20,
    iterations: 10_000,
    secret: (user, password) => md5(`${user}:mongo:${password}`),
  },
  'SCRAM-SHA-256': { hash: 'sha256', length: 32, iterations: 15_000, secret: (_user, password) => password },
};

export const MECHANISM_NAMES = Object.keys(MECHANISMS);

/** What is kept of a password: enough to check it, not enough to use it. */
export function credentialsOf(user, password) {
  return Object.fromEntries(
    Object.entries(MECHANISMS).map(([name, { hash, length, iterations, secret }]) => {
      const salt = randomBytes(length - 4);
      const salted = pbkdf2Sync(secret(user, password), salt, iterations, length, hash);
      const storedKey = createHash(hash)
        .update(hmac(hash, salted, 'Client Key'))
        .digest('base64');
      const serverKey = hmac(hash, salted, 'Server Key').toString('base64');
      return [name, { iterationCount: iterations, salt: salt.toString('base64'), storedKey, serverKey }];
    }),
  );
}

/** One sign-in on one connection (RFC 5802): `start` with the client's first message, `proceed` until `done`. */
export class Scram {
  /** @param find from a user name to the kept credentials, or undefined */
  constructor(mechanism, find) {
    if (!MECHANISMS[mechanism]) throw new Failure(2, 'BadValue', `Unsupported mechanism: ${mechanism}`);
    this.mechanism = mechanism;
    this.find = find;
  }

  start(payload, skipEmptyExchange) {
    const [, bare] = /^n,[^,]*,(.*)$/s.exec(payload) ?? [];
    const { n: name = '', r: clientNonce = '' } = fieldsOf(bare ?? '');
    this.user = name.replaceAll('=2C', ',').replaceAll('=3D', '=');
    this.credentials = this.find(this.user)?.[this.mechanism];
    if (!this.credentials) throw refused();
    this.nonce = clientNonce + randomBytes(18).toString('base64');
    this.skipEmptyExchange = skipEmptyExchange;
    const first = `r=${this.nonce},s=${this.credentials.salt},i=${this.credentials.iterationCount}`;
    this.exchange = `${bare},${first}`;
    return { conversationId: 1, done: false, payload: toBinary(first) };
  }

  proceed(payload) {
    if (this.verified) return { conversationId: 1, done: true, payload: toBinary('') };
    const { hash } = MECHANISMS[this.mechanism];
    const { r: nonce, p: proof } = fieldsOf(payload);
    const signed = `${this.exchange},${payload.replace(/,p=[^,]*$/, '')}`;
    const storedKey = Buffer.from(this.credentials.storedKey, 'base64');
    const signature = hmac(hash, storedKey, signed);
    const clientKey = xor(Buffer.from(proof ?? '', 'base64'), signature);
    const offered = createHash(hash).update(clientKey).digest();
    if (nonce !== this.nonce || !timingSafeEqual(offered, storedKey)) throw refused();
    this.verified = true;
    const proven = hmac(hash, Buffer.from(this.credentials.serverKey, 'base64'), signed).toString('base64');
    return { conversationId: 1, done: Boolean(this.skipEmptyExchange), payload: toBinary(`v=${proven}`) };
  }
}

function refused() {
  return new Failure(18, 'AuthenticationFailed', 'Authentication failed.');
}

function fieldsOf(message) {
  return Object.fromEntries(message.split(',').map((field) => [field[0], field.slice(2)]));
}

function hmac(hash, key, text) {
  return createHmac(hash, key).update(text).digest();
}

function md5(text) {
  return createHash('md5').update(text).digest('hex');
}

function xor(a, b) {
  return b.map((byte, index) => byte ^ (a[index] ?? 0));
}

function toBinary(text) {
  return new Binary(Buffer.from(text));
}
