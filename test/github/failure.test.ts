import { describe, expect, test } from 'vitest';
import { nextTry, readFailure } from '../../src/github/failure.ts';

const NOW = Date.UTC(2026, 0, 1);
const HOUR = 3600_000;

describe('an answer of GitHub', () => {
  test.for([
    ['500', 500, {}, 'passing'],
    ['502', 502, {}, 'passing'],
    ['408', 408, {}, 'passing'],
    ['200 from something that is not GitHub', 200, {}, 'passing'],
    ['401', 401, {}, 'lasting'],
    ['403', 403, {}, 'lasting'],
    ['403 with requests left', 403, { 'x-ratelimit-remaining': '4999', 'x-ratelimit-reset': '99' }, 'lasting'],
    ['404', 404, {}, 'lasting'],
    ['422', 422, {}, 'lasting'],
    ['429', 429, {}, 'limited'],
    ['403 with no requests left', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1767229200' }, 'limited'],
    ['403 with Retry-After', 403, { 'retry-after': '60' }, 'limited'],
    ['503 with Retry-After', 503, { 'retry-after': '60' }, 'limited'],
  ] as const)('%s is told as what it is', ([, status, headers, kind], { expect }) => {
    expect(readFailure(answer(status, headers), NOW).kind).toBe(kind);
  });

  test('that limits is waited for as long as it says: in seconds, until a date, until the reset', () => {
    const limit = (headers: Record<string, string>) => readFailure(answer(429, headers), NOW);
    const reset = String(NOW / 1000 + 1200);
    expect(limit({ 'retry-after': '90' })).toMatchObject({ until: NOW + 90_000 });
    expect(limit({ 'retry-after': new Date(NOW + HOUR).toUTCString() })).toMatchObject({ until: NOW + HOUR });
    expect(limit({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset })).toMatchObject({
      until: NOW + 1200_000,
    });
    expect(limit({})).toMatchObject({ until: NOW + 60_000 });
  });

  test('that asks for years is waited for a day at most', () => {
    expect(readFailure(answer(429, { 'retry-after': '999999999' }), NOW)).toMatchObject({ until: NOW + 24 * HOUR });
  });

  test('that refuses for good says what to do', () => {
    expect(readFailure(answer(403), NOW)).toMatchObject({ remedy: expect.stringContaining('Commit statuses') });
    expect(readFailure(answer(401), NOW)).toMatchObject({ remedy: expect.stringContaining('DOCKGRADE_GITHUB_TOKEN') });
  });

  test('that never came is waited for', () => {
    expect(readFailure(new TypeError('fetch failed'), NOW)).toEqual({ kind: 'passing', message: 'fetch failed' });
  });
});

describe('the pause before the next try', () => {
  test('doubles up to an hour', () => {
    const pauses = [1, 2, 3, 10, 20, 32].map((tries) => (nextTry(tries, NOW, 0.5) ?? 0) - NOW);
    expect(pauses).toEqual([5000, 10_000, 20_000, 2_560_000, HOUR, HOUR]);
  });

  test('varies by a quarter either way', () => {
    expect([0, 1].map((random) => (nextTry(1, NOW, random) ?? 0) - NOW)).toEqual([3750, 6250]);
  });

  test('ends after about a day', () => {
    let at = NOW;
    let tries = 1;
    for (let next = nextTry(tries, at, 0.5); next !== null; next = nextTry(++tries, at, 0.5)) at = next;
    expect((at - NOW) / HOUR).toBeGreaterThan(22);
    expect((at - NOW) / HOUR).toBeLessThan(26);
  });
});

/** An error as Octokit throws it. */
function answer(status: number, headers: Record<string, string> = {}): Error {
  return Object.assign(new Error(`answered ${status}`), { status, response: { status, headers } });
}
