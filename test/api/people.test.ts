import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../src/core/job.ts';
import { type Answer, problem, type Served, serve, serveAll } from './fixtures/served.ts';

const URL_OF_IT = 'https://grades.example.com';
let t: Served;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ served: t, close } = await serveAll({ url: URL_OF_IT }));
});
afterAll(() => close());

/** Signs a browser in by a new personal link; answers with the cookie as a browser sends it back. */
async function session(): Promise<{ cookie: string; set: string; link: string }> {
  const [student] = t.students;
  const { link } = await t.service.people.renewLink(student, student.id);
  const path = new URL(link).pathname;
  const entered = await t.ask(path);
  expect(entered).toMatchObject({ status: 303 });
  expect(entered.headers.get('location')).toBe('/');
  const set = entered.headers.get('set-cookie') ?? '';
  return { cookie: set.split(';')[0] ?? '', set, link: path };
}

describe('without a valid token', () => {
  test.each([
    ['no header', {}],
    ['a wrong token', { authorization: 'Bearer nonsense' }],
    ['another scheme', { authorization: 'Basic dGVhY2hlcjpwYXNz' }],
    ['an empty token', { authorization: 'Bearer ' }],
    ['a giant token', { authorization: `Bearer ${'a'.repeat(5000)}` }],
    ['a wrong cookie', { cookie: 'dockgrade=nonsense' }],
  ])('%s is answered with how to sign in', async (_name, headers) => {
    const answer = await t.ask('/api/me', { headers });
    expect(problem(answer)).toMatchObject({
      status: 401,
      code: 'sign-in-needed',
      remedy: expect.stringContaining('Bearer'),
    });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="dockgrade"');
  });

  test('F162 guessing is slowed down, and a good token from the same address still works', async (context) => {
    const own = await serve(context);
    const guesses: Answer[] = [];
    for (let i = 0; i < 40; i++)
      guesses.push(await own.ask('/api/me', { headers: { authorization: `Bearer guess${i}` } }));
    expect(guesses.slice(0, 30).map(({ status }) => status)).toEqual(Array(30).fill(401));
    expect(guesses.slice(30).map(({ status }) => status)).toEqual(Array(10).fill(429));
    expect(Number(guesses.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await own.ask('/enter/guess')).status).toBe(429);
    expect((await own.ask('/api/me', { as: own.teacher })).status).toBe(200);
  });
});

test('behind a proxy nobody gets another address by saying so', async (context) => {
  const own = await serve(context, { trustProxy: true });
  const statuses: number[] = [];
  for (let i = 0; i < 35; i++) {
    const headers = { 'x-forwarded-for': `10.1.1.${i}, 203.0.113.7`, authorization: 'Bearer guess' };
    statuses.push((await own.ask('/api/me', { headers })).status);
  }
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  const neighbour = { 'x-forwarded-for': '203.0.113.8', authorization: 'Bearer guess' };
  expect((await own.ask('/api/me', { headers: neighbour })).status).toBe(401);
});

describe('a personal link', () => {
  test('sets a cookie that no script, no other site and no plain connection gets', async () => {
    const { set, cookie } = await session();
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Secure', 'Path=/', 'Expires=']) expect(set).toContain(part);
    expect((await t.ask('/api/me', { headers: { cookie } })).json).toMatchObject({ id: t.students[0].id });
  });

  test('is a token for scripts too, but as a cookie it is nothing', async () => {
    const { link } = await session();
    const token = link.split('/').at(-1);
    expect((await t.ask('/api/me', { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    expect((await t.ask('/api/me', { headers: { cookie: `dockgrade=${token}` } })).status).toBe(401);
  });

  test('that is wrong gets a page that helps, in the language of the browser', async () => {
    const wrong = await t.ask('/enter/nonsense', { headers: { 'accept-language': 'es' } });
    expect(wrong.status).toBe(404);
    expect(wrong.headers.get('content-type')).toContain('text/html');
    expect(wrong.text).toContain('Este enlace no funciona');
    expect(wrong.headers.get('set-cookie')).toBeNull();
  });

  test('never reaches the log', async () => {
    const { link, cookie } = await session();
    await t.ask('/', { headers: { cookie } });
    const log = JSON.stringify(t.requests);
    expect(log).toContain('/enter/:token');
    expect(log).not.toContain(link.split('/').at(-1));
    expect(log).not.toContain(cookie.split('=')[1]);
  });
});

describe('a session', () => {
  const ownSite = { 'sec-fetch-site': 'same-origin' };
  const make = (cookie: string, headers: Record<string, string>) =>
    t.ask('/api/tokens', { method: 'POST', body: { name: 'script' }, headers: { cookie, ...headers } });

  test('changes something only from a page of the service itself', async () => {
    const { cookie } = await session();
    const elsewhere: Record<string, string>[] = [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ];
    for (const headers of elsewhere) {
      expect(problem(await make(cookie, headers)), JSON.stringify(headers)).toMatchObject({
        status: 403,
        code: 'not-allowed',
      });
    }
    expect((await make(cookie, ownSite)).status).toBe(201);
    expect((await make(cookie, { origin: URL_OF_IT })).status).toBe(201);
    expect((await make(cookie, { origin: t.base })).status).toBe(201);
  });

  test('is never used in the place of a wrong token', async () => {
    const { cookie } = await session();
    expect((await t.ask('/api/me', { headers: { cookie, authorization: 'Bearer nonsense' } })).status).toBe(401);
  });

  test('ends by signing out, from a page of the service alone', async () => {
    const { cookie } = await session();
    const form = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await t.ask('/sign-out', { method: 'POST', headers: form, body: '' })).status).toBe(403);
    const out = await t.ask('/sign-out', { method: 'POST', headers: { ...form, ...ownSite }, body: '' });
    expect(out.status).toBe(303);
    expect(out.headers.get('set-cookie')).toMatch(/^dockgrade=;.*1970/);
    expect((await t.ask('/api/me', { headers: { cookie } })).status).toBe(401);
  });
});

describe('tokens', () => {
  test('are made, work, are listed without themselves, and are useless once taken away', async () => {
    const [student] = t.students;
    const made = await t.ask('/api/tokens', { as: student, method: 'POST', body: { name: 'ci', days: 7 } });
    expect(made.status).toBe(201);
    const { id, token } = made.json as { id: string; token: string };
    const use = () => t.ask('/api/me', { headers: { authorization: `bearer ${token}` } });
    expect((await use()).status).toBe(200);
    const list = await t.ask('/api/tokens', { as: student });
    expect(list.json).toMatchObject({
      tokens: expect.arrayContaining([expect.objectContaining({ id, name: 'ci', kind: 'bearer' })]),
    });
    expect(list.text).not.toContain(token);
    expect(problem(await t.ask(`/api/tokens/${id}`, { as: t.students[1], method: 'DELETE' })).status).toBe(404);
    expect(await t.ask(`/api/tokens/${id}`, { as: student, method: 'DELETE' })).toMatchObject({
      status: 204,
      text: '',
    });
    expect((await use()).status).toBe(401);
  });

  test('a new link of a student makes the old one useless', async () => {
    const [, student] = t.students;
    const renew = () => t.ask(`/api/students/${student.id}/link`, { as: t.teacher, method: 'POST' });
    const first = (await renew()).json as { link: string };
    const second = (await renew()).json as { link: string };
    expect(second.link).toMatch(/\/enter\/dgl_/);
    expect((await t.ask(new URL(first.link).pathname)).status).toBe(404);
    expect((await t.ask(new URL(second.link).pathname)).status).toBe(303);
    expect((await t.ask(`/api/students/${newId()}/link`, { as: t.teacher, method: 'POST' })).status).toBe(404);
    expect((await t.ask(`/api/students/${t.students[0].id}/link`, { as: student, method: 'POST' })).status).toBe(404);
  });

  test('a teacher adds a teacher, with a link that works', async () => {
    const body = { name: 'Second', email: 'second@example.com' };
    const made = await t.ask('/api/teachers', { as: t.teacher, method: 'POST', body });
    expect(made).toMatchObject({ status: 201, json: { role: 'teacher', email: 'second@example.com' } });
    expect((await t.ask(new URL((made.json as { link: string }).link).pathname)).status).toBe(303);
    expect(
      problem(await t.ask('/api/teachers', { as: t.teacher, method: 'POST', body: { name: ' ', email: 'no' } })).errors,
    ).toHaveLength(2);
  });
});

test('a student gets 403 on every address that is for teachers alone', async () => {
  const [student] = t.students;
  const id = newId();
  for (const [method, path] of [
    ['GET', '/api/assignments/homework/grades'],
    ['GET', `/api/assignments/homework/grades/${student.id}`],
    ['PUT', `/api/assignments/homework/grades/${student.id}`],
    ['GET', '/api/assignments/homework/roster'],
    ['PUT', '/api/assignments/homework/roster'],
    ['PUT', '/api/assignments/homework'],
    ['POST', '/api/assignments/homework/regrades'],
    ['GET', '/api/assignments/homework/regrades'],
    ['GET', `/api/assignments/homework/regrades/${id}`],
    ['DELETE', `/api/assignments/homework/regrades/${id}`],
    ['POST', `/api/assignments/homework/regrades/${id}/publication`],
  ] as const) {
    expect(problem(await t.ask(path, { as: student, method })), `${method} ${path}`).toMatchObject({
      status: 403,
      code: 'not-allowed',
    });
  }
  const teacher = { name: 'Me', email: 'me@example.com' };
  expect((await t.ask('/api/teachers', { as: student, method: 'POST', body: teacher })).status).toBe(403);
});

describe('the home page', () => {
  test('tells a stranger how to sign in, and loads nothing from elsewhere', async () => {
    const page = await t.ask('/');
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(page.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(page.text).toContain('personal link');
    const style = /href="(\/assets\/[0-9a-f]{12}\/style\.css)"/.exec(page.text)?.[1];
    const { headers } = await fetch(`${t.base}${style}`);
    expect(headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test('shows a student what is theirs, with everything escaped', async () => {
    await t.publish('id: second\ntitle: { en: "<script>alert(1)</script>", es: "Dos" }\n');
    const csv = 'name,email\n"<img src=x onerror=alert(1)>",evil@example.com\n';
    const roster = await t.ask('/api/assignments/second/roster', {
      as: t.teacher,
      method: 'PUT',
      body: csv,
      headers: { 'content-type': 'text/csv' },
    });
    const { students } = roster.json as { students: { link: string }[] };
    const entered = await t.ask(new URL(students[0]?.link ?? '').pathname);
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const english = await t.ask('/', { headers: { cookie } });
    expect(english.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(english.text).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(english.text).not.toMatch(/<script>|<img/);
    expect((await t.ask('/?lang=es', { headers: { cookie } })).text).toContain('<html lang="es">');
  });
});
