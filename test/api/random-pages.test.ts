import { array, assert, asyncProperty, constantFrom, oneof, string, tuple } from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SubmissionView } from '../../src/core/wire/submission.ts';
import { type Served, serveAll } from './fixtures/served.ts';

let t: Served;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
});
afterAll(() => close());

const ASSIGNMENT = '/assignments/homework';
const STUDENT = `${ASSIGNMENT}/students/X`;
const TYPED = ['source', 'assignment', 'from', 'over', 'example', 'repository', 'ref', 'student', 'key', 'commit'];
const FIELDS = [...TYPED, 'score', 'reason', 'mode', 'publish', 'email', 'chosen', 'submission', 'code', 'lang'];
/** What forms and addresses can hold and JSON cannot: bytes that are no text, halves of signs, NUL, the same name again. */
const BROKEN = ['%00', '%ff', '%ed%a0%80', '%', '%2', '+', '%0d%0aset-cookie:%20a=b', '%e2%80%ae', '%3c%2fscript%3e'];
const KNOWN = [
  'homework',
  'judge',
  'run',
  'preview',
  'at-once',
  'yes',
  'same',
  'newest',
  '1',
  '-1',
  '1e999',
  'NaN',
  '',
];
const part = oneof(
  constantFrom(...BROKEN, ...KNOWN),
  string({ unit: 'binary', maxLength: 30 }).map((text) => encodeURIComponent(text.toWellFormed())),
);
const HEADERS = { accept: 'text/html', 'accept-language': 'en' };

test('no query of a page whatsoever makes a fault of ours', async () => {
  const table = 'search=X&only=Y&order=Y&sort=Y&page=Y';
  const path = constantFrom(
    ...['/?lang=X', `/grades?${table}`, `/grades.csv?${table}`, '/operations?after=X&retried=Y&left=Y&cancelled=Y'],
    ...['/operations/live?after=X', `${ASSIGNMENT}/grades?lost=X&${table}`, `${ASSIGNMENT}/grades.csv?for=X&${table}`],
    ...[`${ASSIGNMENT}/roster?search=X&page=Y`, `${ASSIGNMENT}/changes?from=X&to=Y`, `${STUDENT}?done=Y`],
    ...[`${ASSIGNMENT}/check?repository=X&ref=Y`, `${ASSIGNMENT}/versions/Y`, `${ASSIGNMENT}/edit?version=Y`],
    ...[`${ASSIGNMENT}/regrades/X?page=Y`, '/assignments/new?example=X', '/assignments/X', '/submissions/X/live'],
    ...[
      '/submissions/X/changes/Y',
      '/submissions/X',
      '/badges/X.svg?lang=Y',
      '/enter/X',
      '/sign-in/github/callback?code=X',
    ],
  );
  await assert(
    asyncProperty(
      tuple(path, part, part, constantFrom<Record<string, string>>({}, { 'hx-request': 'true' })),
      async ([form, x, y, part]) => {
        const asked = form.replaceAll('X', x).replaceAll('Y', y);
        const answer = await t.ask(asked, { as: t.teacher, headers: { ...HEADERS, ...part } });
        expect(answer.status, answer.text).toBeLessThan(500);
        expect(answer.headers.get('set-cookie') ?? '').not.toContain('a=b');
      },
    ),
    { numRuns: 150 },
  );
});

test('no form whatsoever makes a fault of ours', async () => {
  const posted = { assignment: 'homework', repository: 'https://github.com/student/homework' };
  const { id } = (await t.ask('/api/submissions', { as: t.students[0], method: 'POST', body: posted }))
    .json as SubmissionView;
  const student = STUDENT.replace('X', t.students[0].id);
  const path = constantFrom(
    ...[`${ASSIGNMENT}/submissions`, `${ASSIGNMENT}/regrades`, `${ASSIGNMENT}/edit`, `${ASSIGNMENT}/preview`],
    ...['/assignments/new', '/assignments/check', '/assignments/dry-runs', `${student}/override`, `${student}/link`],
    ...[`${student}/override/removal`, '/operations/retries', '/operations/cancellations'],
    ...[`/submissions/${id}/resubmissions`, `/submissions/${id}/cancel`, `${ASSIGNMENT}/roster`, '/sign-out'],
    ...[`${ASSIGNMENT}/roster/check`, `${ASSIGNMENT}/roster/links.csv`],
  );
  const fields = array(tuple(constantFrom(...FIELDS), part), { maxLength: 12 });
  const type = constantFrom('application/x-www-form-urlencoded', 'multipart/form-data; boundary=b', 'text/plain');
  await assert(
    asyncProperty(tuple(path, fields, type), async ([asked, given, content]) => {
      const pairs = given.map(([name, value]) => `${name}=${value}`);
      const parts = given.map(
        ([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      );
      const body = content.startsWith('multipart') ? `${parts.join('')}--b--\r\n` : pairs.join('&');
      const headers = { ...HEADERS, 'content-type': content };
      const answer = await t.ask(asked, { as: t.teacher, method: 'POST', body, headers });
      expect(answer.status, answer.text).toBeLessThan(500);
    }),
    { numRuns: 150 },
  );
});
