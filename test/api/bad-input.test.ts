import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cpuSeconds } from '../support/cpu-seconds.ts';
import { type Answer, problem, type Served, serveAll } from './fixtures/served.ts';

let t: Served;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
});
afterAll(() => close());

const JSON_TYPE = { 'content-type': 'application/json' };
const good = { assignment: 'homework', repository: 'https://github.com/student/homework' };

const post = (body: unknown, headers: Record<string, string> = JSON_TYPE): Promise<Answer> =>
  t.ask('/api/submissions', { as: t.teacher, method: 'POST', body, headers });

describe('a body', () => {
  test('that is no JSON is answered with line and column', async () => {
    const answer = problem(await post('{\n  "assignment": "homework",\n  "repository": oops\n}'));
    expect(answer).toMatchObject({
      status: 400,
      code: 'request-invalid',
      errors: [{ where: 'line 3, column 17', message: 'expected JSON' }],
    });
    expect(problem(await post('{"assignment": ')).errors?.[0]?.where).toBe('line 1, column 16');
  });

  test('that is empty, missing, a list or null is no mystery', async () => {
    for (const body of ['', undefined, 'null']) expect(problem(await post(body)).detail).toContain('no body');
    for (const body of ['[]', '"text"', '3']) {
      expect(problem(await post(body)).errors, body).toEqual([{ where: '', message: 'expected a JSON object' }]);
    }
  });

  test('F160 with an unknown field is told the nearest known one', async () => {
    const { status, errors } = problem(await post({ ...good, repositry: 'x', zzzzzz: 1 }));
    expect(status).toBe(400);
    expect(errors).toEqual([
      { where: '/repositry', message: 'is unknown; did you mean "repository"?' },
      { where: '/zzzzzz', message: 'is unknown; expected one of assignment, repository, ref, student' },
    ]);
  });

  test('with thousands of unknown fields is answered at once, with the first twenty', async () => {
    const began = process.cpuUsage();
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, 1]));
    expect(problem(await post({ ...good, ...many })).errors).toHaveLength(20);
    expect(cpuSeconds(began)).toBeLessThan(5);
  });

  test('with wrong values lists every mistake with a JSON pointer', async () => {
    expect(problem(await post({ assignment: 3, ref: '' })).errors).toEqual([
      { where: '/assignment', message: 'expected text' },
      { where: '/repository', message: 'is missing, expected text' },
      { where: '/ref', message: 'expected at least 1 character' },
    ]);
  });

  test.each([
    ['__proto__', '{"__proto__":{"admin":true}}', '/__proto__'],
    ['constructor', '{"a":[{"constructor":{"prototype":1}}]}', '/a/0/constructor'],
  ])('F160 with the name %s is refused, and no object is changed', async (_name, body, where) => {
    expect(problem(await post(body))).toMatchObject({ status: 400, errors: [{ where }] });
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  test('F160 nested a thousand levels deep is refused', async () => {
    const { status, detail } = problem(await post(`${'['.repeat(1000)}${']'.repeat(1000)}`));
    expect({ status, detail: detail.slice(0, 43) }).toEqual({
      status: 400,
      detail: 'The body is nested deeper than 10 levels, a',
    });
  });

  test('with a NUL character or broken UTF-8 is refused', async () => {
    expect(problem(await post('{"assignment":"a\\u0000b"}')).errors).toEqual([
      { where: '/assignment', message: 'holds a NUL character' },
    ]);
    expect(problem(await post(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])))).toMatchObject({
      status: 400,
      detail: 'The body is not UTF-8.',
    });
  });

  test('over 64 KiB is too large, whatever Content-Length says', async () => {
    expect(problem(await post(`"${'a'.repeat(70_000)}"`))).toMatchObject({ status: 413, code: 'too-large' });
    const chunked = await fetch(`${t.base}/api/submissions`, {
      method: 'POST',
      headers: { ...JSON_TYPE, authorization: `Bearer ${await t.tokenOf(t.teacher)}` },
      body: new Blob(['"', 'a'.repeat(200_000), '"']).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(chunked.status).toBe(413);
  });

  test('F161 of a URL of 60,000 signs is refused in no time', async () => {
    const began = process.cpuUsage();
    expect(problem(await post({ ...good, repository: `https://${'a@'.repeat(30_000)}` })).errors).toEqual([
      { where: '/repository', message: 'expected at most 500 characters' },
    ]);
    expect(cpuSeconds(began)).toBeLessThan(5);
  });

  test.each([
    ['application/xml', {}],
    ['text/plain', {}],
    ['application/x-www-form-urlencoded', {}],
    ['application/json', { 'content-encoding': 'gzip' }],
    ['not a type at all', {}],
  ])('of type %s %o is not taken', async (type, more) => {
    expect(problem(await post('{}', { 'content-type': type, ...more }))).toMatchObject({
      status: 415,
      code: 'media-type-unsupported',
    });
  });

  test('nobody reads the body of a stranger', async () => {
    const answer = await t.ask('/api/submissions', { method: 'POST', body: '{ broken', headers: JSON_TYPE });
    expect(problem(answer)).toMatchObject({ status: 401, code: 'sign-in-needed' });
  });
});

describe('a query', () => {
  test.each([
    ['/api/submissions?limit=0', '/limit', 'expected at least 1'],
    ['/api/submissions?limit=1e9', '/limit', 'expected at most 100'],
    ['/api/submissions?limit=many', '/limit', 'expected a number'],
    ['/api/submissions?state=lost', '/state', 'expected one of waiting, running, finished, cancelled'],
    ['/api/submissions?limits=3', '/limits', 'is unknown; did you mean "limit"?'],
    ['/api/assignments/homework/grades?page=99999999999999999999', '/page', expect.stringContaining('expected')],
    ['/api/assignments?lang=fr', '/lang', 'expected one of en, es'],
    ['/api/submissions?__proto__[a]=1', '/__proto__[a]', expect.stringContaining('is unknown')],
  ])('%s is answered with the parameter', async (path, where, message) => {
    expect(problem(await t.ask(path, { as: t.teacher }))).toMatchObject({ status: 400, errors: [{ where, message }] });
  });

  test('with a NUL character is refused, or finds nothing', async () => {
    const { status } = await t.ask('/api/assignments/homework/grades?search=%00', { as: t.teacher });
    expect([200, 400]).toContain(status);
  });
});

describe('an address', () => {
  test.each([
    '/api/submissions/x',
    '/api/submissions/..%2f..%2fetc%2fpasswd',
    '/api/submissions/%00',
    '/api/submissions/%F0%9F%92%A9',
    `/api/submissions/${'a'.repeat(400)}`,
    `/api/submissions/${'a'.repeat(600)}`,
    "/api/submissions/'%20OR%201=1--",
    '/api/submissions/A0000000000000000000000000',
    '/api/assignments/..%2f',
    '/api/assignments/homework/grades/x',
    '/api/assignments/homework/regrades/x',
    '/api/nothing',
    '//api/me',
    '/api/submissions//events',
  ])('F163 %s leads to nothing', async (path) => {
    expect(problem(await t.ask(path, { as: t.teacher }))).toMatchObject({ status: 404, code: 'not-found' });
  });

  test('that cannot be decoded is a mistake of the request', async () => {
    for (const path of ['/api/%zz', '/api/submissions/%E0%A4%A']) {
      expect(problem(await t.ask(path, { as: t.teacher })), path).toMatchObject({
        status: 400,
        code: 'request-invalid',
      });
    }
  });

  test('with a slash at the end is the same address', async () => {
    expect((await t.ask('/api/me/', { as: t.teacher })).status).toBe(200);
  });

  test('with a wrong method names the right ones', async () => {
    const wrong = await t.ask('/api/submissions', { as: t.teacher, method: 'PATCH' });
    expect(problem(wrong)).toMatchObject({ status: 405, code: 'method-not-allowed' });
    expect(wrong.headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST');
    expect(problem(await t.ask(`/api/tokens/${'a'.repeat(26)}/`, { method: 'PUT' })).status).toBe(405);
  });

  test('answers OPTIONS with its methods and lets no other site in, and HEAD without a body', async () => {
    const options = await t.ask('/api/submissions', { method: 'OPTIONS', headers: { origin: 'https://evil.example' } });
    expect(options.status).toBe(204);
    expect([...options.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    const head = await fetch(`${t.base}/api/me`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${await t.tokenOf(t.teacher)}` },
    });
    expect({ status: head.status, text: await head.text() }).toEqual({ status: 200, text: '' });
  });
});
