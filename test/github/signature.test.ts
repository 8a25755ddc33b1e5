import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isSigned } from '../../src/github/signature.ts';

const SECRET = "It's a Secret to Everybody";
const BODY = Buffer.from('Hello, World!');

describe('a signature', () => {
  test("is GitHub's own example", () => {
    const header = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    expect(isSigned(SECRET, BODY, header)).toBe(true);
  });

  test.for([
    ['missing', undefined],
    ['empty', ''],
    ['SHA-1 alone', `sha1=${createHmac('sha1', SECRET).update(BODY).digest('hex')}`],
    ['too short', `sha256=${hmac(SECRET).slice(0, 62)}`],
    ['too long', `sha256=${hmac(SECRET)}00`],
    ['without its name', hmac(SECRET)],
    ['no hex', `sha256=${'z'.repeat(64)}`],
    ["another secret's", `sha256=${hmac('another secret')}`],
    ['twice', [`sha256=${hmac(SECRET)}`, `sha256=${hmac(SECRET)}`]],
  ])('is refused when it is %s', ([, header], { expect }) => {
    expect(isSigned(SECRET, BODY, header)).toBe(false);
  });

  test('counts for these bytes alone', () => {
    expect(isSigned(SECRET, Buffer.from('Hello, World! '), `sha256=${hmac(SECRET)}`)).toBe(false);
  });

  test('proves nothing where there is no secret', () => {
    expect(isSigned(null, BODY, `sha256=${hmac('')}`)).toBe(false);
  });
});

function hmac(secret: string): string {
  return createHmac('sha256', secret).update(BODY).digest('hex');
}
