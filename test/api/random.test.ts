import { assert, asyncProperty, constantFrom, dictionary, jsonValue, oneof, string, tuple } from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Served, serveAll } from './fixtures/served.ts';

let t: Served;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
});
afterAll(() => close());

const FIELDS = [
  'assignment',
  'repository',
  'ref',
  'student',
  'sameCommit',
  'score',
  'reason',
  'judgeOnly',
  'preview',
  'name',
  'days',
  'email',
];
const anything = oneof(
  jsonValue(),
  dictionary(constantFrom(...FIELDS), oneof(jsonValue(), constantFrom('homework', 'https://github.com/a/b', ''))),
);
const odd = string({ unit: 'binary', minLength: 1, maxLength: 30 });

test('no JSON whatsoever makes a fault of ours', async () => {
  const id = t.students[0].id;
  const target = constantFrom(
    ['POST', '/api/submissions'],
    ['POST', `/api/submissions/${id}/resubmissions`],
    ['PUT', `/api/assignments/homework/grades/${id}`],
    ['POST', '/api/assignments/homework/regrades'],
    ['POST', '/api/tokens'],
    ['POST', '/api/teachers'],
    ['PUT', '/api/assignments/homework'],
  );
  await assert(
    asyncProperty(tuple(target, anything), async ([[method, path], body]) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await t.ask(path ?? '', {
        as: t.teacher,
        method: method ?? '',
        body: JSON.stringify(body),
        headers,
      });
      expect(answer.status, answer.text).toBeLessThan(500);
    }),
    { numRuns: 300 },
  );
});

test('no part of an address and no query whatsoever makes a fault of ours', async () => {
  const path = constantFrom(
    '/api/submissions/X',
    '/api/submissions/X/events',
    '/api/submissions?student=X&assignment=X&after=X',
    '/api/submissions?student=X',
    '/api/submissions?assignment=X',
    '/api/assignments/X',
    '/api/assignments/X/grades',
    '/api/assignments/homework/grades?search=X',
    '/api/assignments/homework/grades/X',
    '/api/assignments/homework/regrades/X',
    '/enter/X',
    '/X',
  );
  await assert(
    asyncProperty(tuple(path, odd), async ([pattern, part]) => {
      const answer = await t.ask(pattern.replaceAll('X', encodeURIComponent(part.toWellFormed())), { as: t.teacher });
      expect(answer.status, answer.text).toBeLessThan(500);
    }),
    { numRuns: 300 },
  );
});

test('no file whatsoever makes a fault of ours', async () => {
  const target = constantFrom(
    ['/api/assignments/homework', 'text/yaml'],
    ['/api/assignments/homework/roster', 'text/csv'],
  );
  const text = oneof(
    odd,
    string({ unit: constantFrom('"', ',', '\n', '\r', ':', '-', ' ', 'a', '@', '\0', '\uFEFF', 'name,email\n') }),
  );
  await assert(
    asyncProperty(tuple(target, text), async ([[path, type], body]) => {
      const answer = await t.ask(path ?? '', {
        as: t.teacher,
        method: 'PUT',
        body,
        headers: { 'content-type': type ?? '' },
      });
      expect(answer.status, answer.text).toBeLessThan(500);
    }),
    { numRuns: 200 },
  );
});
