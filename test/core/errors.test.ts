import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HTTP_STATUS } from '../../src/api/problem.ts';
import { statusOf } from '../../src/cli/status.ts';
import { DockgradeError, ERROR_CODES, type ErrorCode } from '../../src/core/errors.ts';

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (.+?) \| (\d+) \| (\d+) \| .+ \|$/gm)].map(
  ([, code, text, status, http]) => ({ code, text, status, http }),
);

test('docs/errors.md explains every code, and no other, in the order of the list', () => {
  expect(rows.map(({ code }) => code)).toEqual(Object.keys(ERROR_CODES));
});

test('docs/errors.md begins with the words of the list', () => {
  for (const { code, text } of rows) expect(text).toContain(ERROR_CODES[code as ErrorCode]);
});

test('docs/errors.md names the exit status that the command line ends with', () => {
  for (const { code, status } of rows)
    expect(`${code} ${statusOf(new DockgradeError(code as ErrorCode, 'x'))}`).toBe(`${code} ${status}`);
});

test('docs/errors.md names the HTTP status that the API answers with', () => {
  for (const { code, http } of rows) expect(`${code} ${HTTP_STATUS[code as ErrorCode]}`).toBe(`${code} ${http}`);
});
