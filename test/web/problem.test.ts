import { describe, expect, test } from 'vitest';
import { head } from '../../src/api/problem.ts';
import { ERROR_CODES, type ErrorCode } from '../../src/core/errors.ts';
import { LANGS } from '../../src/core/text.ts';
import { problemPage } from '../../src/web/pages/problem.ts';
import { testFrame } from '../support/frame.ts';

const CODES = Object.keys(ERROR_CODES) as ErrorCode[];
const HOSTILE = '"><script>alert(1)</script>';
const REQUEST = '7c1d5f9a-3d2a-4f57-8a7b-1f2e3d4c5b6a';

function pageOf(code: ErrorCode, { lang = 'en' as (typeof LANGS)[number], reopen = true } = {}): string {
  const problem = {
    ...head(code),
    detail: HOSTILE,
    remedy: 'Do this.',
    errors: [{ where: HOSTILE, message: HOSTILE }],
  };
  return problemPage({ ...testFrame(lang), at: `/grades?search=${HOSTILE}` }, problem, { request: REQUEST, reopen });
}

describe('an error as a page', () => {
  test.each(CODES)('%s has a title, what to do and a way on, in both languages', (code) => {
    const titles = LANGS.map((lang) => {
      const page = pageOf(code, { lang });
      expect(page).toContain('Do this.');
      expect(page).toContain(`href="/errors#${code}"`);
      expect(page).toMatch(/<a class="button( second)?" href="\/">/);
      expect(page).not.toContain('<script>alert');
      return /<h1>([^<]+)<\/h1>/.exec(page)?.[1];
    });
    expect(titles.every(Boolean)).toBe(true);
    expect(new Set(titles).size).toBe(2);
  });

  test('what may be over is tried again at the same address, unless a form led there', () => {
    const again = (code: ErrorCode, reopen: boolean) => pageOf(code, { reopen }).includes('Try again');
    for (const code of ['too-many-requests', 'store-unreachable', 'internal'] as const) {
      expect(again(code, true), code).toBe(true);
      expect(again(code, false), code).toBe(false);
    }
    for (const code of ['not-found', 'not-allowed', 'deadline-over', 'no-attempts-left'] as const)
      expect(again(code, true), code).toBe(false);
  });

  test('a fault of ours names its request, and nothing else does', () => {
    for (const code of CODES) expect(pageOf(code).includes(REQUEST), code).toBe(head(code).status >= 500);
  });
});
