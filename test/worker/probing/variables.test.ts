import { describe, expect, test } from 'vitest';
import {
  freshNonce,
  MissingVariable,
  substitute,
  substituteText,
  withoutNonce,
} from '../../../worker/probing/variables.ts';

const variables = new Map<string, string | number>([
  ['nonce', 'abc123'],
  ['userId', 7],
]);

describe('variables', () => {
  test('stand inside of texts', () => {
    expect(substituteText('${nonce}@x.org/${userId}', variables)).toBe('abc123@x.org/7');
  });

  test('are put in at any depth', () => {
    expect(substitute({ a: [{ b: 'x${nonce}' }], c: null, d: 1 }, variables)).toEqual({
      a: [{ b: 'xabc123' }],
      c: null,
      d: 1,
    });
  });

  test('keep their type where they stand alone', () => {
    expect(substitute({ id: '${userId}', text: 'n${userId}' }, variables)).toEqual({ id: 7, text: 'n7' });
  });

  test('that nobody saved are named', () => {
    expect(() => substituteText('${other}', variables)).toThrow(MissingVariable);
    expect(() => substitute(['${other}'], variables)).toThrow('"other"');
  });

  test('have no inherited names', () => {
    expect(() => substituteText('${constructor}${toString}', variables)).toThrow(MissingVariable);
  });

  test('are put in once: a value is never read as a template', () => {
    expect(substituteText('${a}', new Map([['a', '${nonce} $& $1']]))).toBe('${nonce} $& $1');
  });

  test('leave dangerous keys what they are: keys', () => {
    const value = substitute(JSON.parse('{"__proto__":{"polluted":"${nonce}"}}'), variables);
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('the nonce', () => {
  test('is fresh, and fits names and addresses', () => {
    const nonces = Array.from({ length: 200 }, freshNonce);
    expect(new Set(nonces).size).toBe(200);
    for (const nonce of nonces) expect(nonce).toMatch(/^[a-z][a-z0-9]{11}$/);
  });

  test('is taken out of texts, however it is written', () => {
    expect(withoutNonce('abc123 and ABC123', variables)).toBe('${nonce} and ${nonce}');
  });
});
