import { expect, test } from 'vitest';
import { httpProof, listProof, logProof, PROOF_LINES, PROOF_WIDTH } from '../../../graders/shared/proof.ts';
import { HTTP_OK } from '../evidence.ts';

const title = { en: 'Log', es: 'Registro' };
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);

test('a log is shown from its end', () => {
  const [proof] = logProof(title, numbered(40).join('\n'));
  expect(proof?.text.split('\n')).toEqual(numbered(40).slice(-PROOF_LINES));
});

test('an error further up is shown instead of what was dumped after it', () => {
  const lines = ['starting', 'TypeError: x is not a function', ...numbered(40)];
  const shown = logProof(title, lines.join('\n'))[0]?.text.split('\n') ?? [];
  expect(shown[0]).toBe('TypeError: x is not a function');
  expect(shown).toHaveLength(PROOF_LINES);
});

test('what an error dumps about itself does not hide the words that name the cause', () => {
  const dumped = ["  severity: 'FATAL',", "  code: '28P01',", ...numbered(30).map((line) => `  ${line}`)];
  const source = ['            Error.captureStackTrace(err);', '            ^', ''];
  const lines = ['waiting', ...source, 'error: password authentication failed for user "app"', ...dumped, '}'];
  const shown = logProof(title, lines.join('\n'))[0]?.text.split('\n') ?? [];
  expect(shown[0]).toBe('error: password authentication failed for user "app"');
});

test('a cause inside of an error is shown with the beginning of that error', () => {
  const frames = numbered(30).map((line) => `    at ${line}`);
  const lines = ['TypeError: fetch failed', ...frames, '  [cause]: Error: connect ECONNREFUSED', ...frames, '}'];
  const shown = logProof(title, lines.join('\n'))[0]?.text.split('\n') ?? [];
  expect(shown[0]).toBe('TypeError: fetch failed');
  expect(shown).toContain('  [cause]: Error: connect ECONNREFUSED');
  expect(shown.length).toBeLessThanOrEqual(PROOF_LINES);
});

test('a line that comes again and again is shown once', () => {
  expect(logProof(title, 'waiting\nwaiting\nwaiting\ngiving up\n')[0]?.text).toBe('waiting  (×3)\ngiving up');
});

test('a service that wrote nothing has no log to show', () => {
  expect(logProof(title, ' \n')).toEqual([]);
});

test('a list that is too long says how much is left out', () => {
  const lines = listProof('file', title, numbered(20)).text.split('\n');
  expect(lines).toHaveLength(PROOF_LINES);
  expect(lines.at(-1)).toBe('… +6');
});

test('a long line is cut', () => {
  expect(listProof('text', title, ['x'.repeat(1000)]).text).toHaveLength(PROOF_WIDTH);
});

test('an answer shows its status, its type and the beginning of its body', () => {
  const answer = { ...HTTP_OK, status: 500, body: numbered(30).join('\n') };
  const lines = httpProof(title, 'GET /', answer).text.split('\n');
  expect(lines.slice(0, 3)).toEqual(['GET /', '→ 500 application/json', 'line 0']);
  expect(lines.length).toBeLessThanOrEqual(PROOF_LINES);
});
