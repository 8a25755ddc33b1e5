import { request } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SubmissionView } from '../../src/core/wire/submission.ts';
import { type Served, serveAll } from '../api/fixtures/served.ts';
import { type PageRoute, registeredRoutes } from '../support/scene/routes.ts';
import { PAGES } from './catalog/pages.ts';
import { named, threatOf } from './catalog/threat.ts';

const FORM = 'application/x-www-form-urlencoded';
const SAFE = ['GET', 'HEAD'];
const HOME = 'https://dockgrade.example';
const BROWSER = { accept: 'text/html', 'accept-language': 'en' };
/** All that a student may ask for, in the scope of the pages. */
const FOR_STUDENTS = [
  ...['GET /', 'GET /enter/:token', 'GET /errors', 'GET /service-notice', 'POST /sign-out'],
  'POST /enter/:token',
  ...['GET /assignments/:id', 'GET /assignments/:id/changes', 'GET /assignments/:id/check'],
  ...['POST /assignments/:id/submissions', 'GET /submissions/:id', 'GET /submissions/:id/changes/:other'],
  ...['GET /submissions/:id/live', 'POST /submissions/:id/cancel', 'POST /submissions/:id/resubmissions'],
];
const FOR_ALL = ['GET /', 'GET /enter/:token', 'POST /enter/:token', 'GET /errors', 'POST /sign-out'];

let t: Served;
let close: () => Promise<void>;
let routes: PageRoute[];
/** What the first student handed in, and the second. */
let own: string;
let theirs: string;
beforeAll(async () => {
  ({ served: t, close } = await serveAll({ url: HOME }));
  routes = (await registeredRoutes(t)).filter(({ method }) => method !== 'HEAD');
  [own, theirs] = await Promise.all([handIn(t.students[0]), handIn(t.students[1])]);
});
afterAll(() => close());

async function handIn(as: Served['teacher']): Promise<string> {
  const body = { assignment: 'homework', repository: 'https://github.com/student/homework' };
  return ((await t.ask('/api/submissions', { as, method: 'POST', body })).json as SubmissionView).id;
}

async function cookieOf(who: Served['teacher']): Promise<string> {
  const { link } = await t.service.people.renewLink(who, who.id);
  const session = await t.service.people.startSession({ link: link.split('/').at(-1) ?? '' });
  return `dockgrade=${session?.token}`;
}

/** The address of a route, of things that are there. */
function addressOf({ url }: PageRoute, submission: string): string {
  const id = url.startsWith('/submissions') ? submission : 'homework';
  const values: Record<string, string> = { id, other: own, student: t.students[0].id, version: '1', token: 'dgl_no' };
  return url.replaceAll(/:(\w+)/g, (_, name) => values[name] ?? submission);
}

/** Streams do not end by themselves: what is not read is given up. */
async function open(path: string, init: RequestInit = {}): Promise<Response> {
  const answer = await fetch(t.base + path, { redirect: 'manual', ...init });
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) await answer.body?.cancel();
  return answer;
}

/** Everything in the books. */
function books(): string {
  const sqlite = new Sqlite(t.file, { readonly: true });
  try {
    const tables = sqlite.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
    expect(tables.length).toBeGreaterThan(5);
    return JSON.stringify(tables.sort().map((table) => [table, sqlite.prepare(`select * from "${table}"`).all()]));
  } finally {
    sqlite.close();
  }
}

describe(named(threatOf(PAGES, 'F247')), () => {
  const ELSEWHERE: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example', 'hx-request': 'true' },
    { 'sec-fetch-site': 'same-site', origin: 'https://other.dockgrade.example' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'cross-site', origin: HOME },
    { origin: 'null' },
    { origin: 'http://dockgrade.example' },
    { referer: `${HOME}/` },
  ];
  const TYPES = [FORM, 'multipart/form-data; boundary=x', 'text/plain', 'application/json'];

  test('is refused, whatever it says of itself', async () => {
    const cookie = await cookieOf(t.teacher);
    const before = books();
    const unsafe = routes.filter(({ method }) => !SAFE.includes(method));
    expect(unsafe.length).toBeGreaterThan(15);
    for (const [index, route] of unsafe.entries()) {
      for (const [turn, headers] of ELSEWHERE.entries()) {
        const type = TYPES[(index + turn) % TYPES.length] ?? FORM;
        const sent = { ...BROWSER, ...headers, cookie, 'content-type': type };
        const answer = await open(addressOf(route, own), { method: route.method, headers: sent, body: 'a=b' });
        expect(answer.status, `${route.url} ${JSON.stringify(sent)}`).toBe(403);
        expect(answer.headers.get('set-cookie'), route.url).toBeNull();
      }
    }
    expect(books()).toBe(before);
  });

  test('finds nothing that a link could do', async () => {
    const cookie = await cookieOf(t.teacher);
    const before = books();
    const safe = routes.filter(({ method }) => SAFE.includes(method));
    expect(safe.length).toBeGreaterThan(20);
    for (const route of safe) await open(addressOf(route, own), { headers: { ...BROWSER, cookie } });
    expect(books()).toBe(before);
  });
});

describe(named(threatOf(PAGES, 'F248')), () => {
  const name = ({ method, url }: PageRoute) => `${method} ${url}`;
  const ask = async (route: PageRoute, cookie?: string) => {
    const unsafe = !SAFE.includes(route.method);
    const headers = { ...BROWSER, 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }) };
    const form = unsafe ? { method: route.method, body: 'a=b' } : {};
    return open(addressOf(route, theirs), {
      headers: { ...headers, ...(unsafe && { 'content-type': FORM }) },
      ...form,
    });
  };

  test("finds teachers' pages closed, by whatever method", async () => {
    const cookie = await cookieOf(t.students[0]);
    const before = books();
    const closed = routes.filter((route) => !FOR_STUDENTS.includes(name(route)));
    expect(closed.length).toBeGreaterThan(25);
    for (const route of closed) {
      expect((await ask(route, cookie)).status, name(route)).toBe(403);
      expect((await ask(route)).status, name(route)).toBe(401);
    }
    for (const route of routes.filter((one) => !FOR_ALL.includes(name(one)))) {
      expect((await ask(route)).status, name(route)).toBe(401);
    }
    expect(books()).toBe(before);
  });

  test('finds nothing of another student, nor of a draft', async () => {
    const cookie = await cookieOf(t.students[0]);
    const before = books();
    const headers = { ...BROWSER, cookie, 'sec-fetch-site': 'same-origin' };
    const get = async (path: string) => (await open(path, { headers })).status;
    const post = async (path: string, fields: Record<string, string>) =>
      (await open(path, { method: 'POST', headers, body: new URLSearchParams(fields) })).status;
    for (const path of ['', '/live', `/changes/${own}`]) expect(await get(`/submissions/${theirs}${path}`)).toBe(404);
    expect(await get(`/submissions/${own}/changes/${theirs}`)).toBe(404);
    expect(await get(`/submissions/${own}/changes/${own}`)).toBe(200);
    for (const id of ['~drafts', 'other']) expect(await get(`/assignments/${id}`)).toBe(404);
    expect(await post(`/submissions/${theirs}/cancel`, {})).toBe(404);
    expect(await post(`/submissions/${theirs}/resubmissions`, { commit: 'newest' })).toBe(404);
    const repository = 'https://github.com/student/homework';
    for (const student of [t.students[1].email, t.teacher.email, 'nobody@example.com']) {
      expect(await post('/assignments/homework/submissions', { repository, student })).toBe(403);
    }
    expect(books()).toBe(before);
  });
});

test.for(['//evil.example/x', '//evil.example/%2e%2e?a=//b', '/\\evil.example', '///evil.example/'])(
  `${named(threatOf(PAGES, 'F249'))}: %s`,
  async (path) => {
    for (const headers of [BROWSER, { ...BROWSER, cookie: await cookieOf(t.students[0]) }]) {
      const text = await rawly(path, headers);
      const links = [...text.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, link]) => link ?? '');
      expect(links.length).toBeGreaterThan(4);
      for (const link of links) expect(new URL(link, HOME).origin, link).toBe(HOME);
      expect(text).toContain('lang=es');
    }
  },
);

/** `fetch` would write the address anew. */
function rawly(path: string, headers: Record<string, string>): Promise<string> {
  const { hostname, port } = new URL(t.base);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers }, (answer) => {
      textOf(answer).then(resolve, reject);
    })
      .on('error', reject)
      .end();
  });
}

describe(named(threatOf(PAGES, 'F250')), () => {
  test('whoever asks, for a page or a part', async () => {
    const cookies = [await cookieOf(t.teacher), await cookieOf(t.students[0]), ''];
    let pages = 0;
    for (const route of routes.filter(({ method }) => SAFE.includes(method))) {
      for (const [index, cookie] of cookies.entries()) {
        const part = index === 0 ? { 'hx-request': 'true' } : {};
        const answer = await open(`${addressOf(route, own)}?lang=es`, { headers: { ...BROWSER, ...part, cookie } });
        const is = (name: string) => answer.headers.get(name) ?? '';
        expect(is('cache-control'), route.url).toBe('no-store');
        expect(is('x-content-type-options'), route.url).toBe('nosniff');
        expect(is('x-frame-options'), route.url).toBe('DENY');
        expect(is('referrer-policy'), route.url).toMatch(/^(same-origin|no-referrer)$/);
        expect(is('content-security-policy'), route.url).toMatch(/^default-src 'none';/);
        expect(is('content-security-policy'), route.url).not.toMatch(/unsafe|\*|data:|https?:/);
        expect(is('set-cookie'), route.url).toMatch(/^dockgrade-lang=es; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/);
        if (is('content-type').startsWith('text/html')) pages += 1;
      }
    }
    expect(pages).toBeGreaterThan(60);
  });

  test('the cookie of a session is for this service alone', async () => {
    const { link } = await t.service.people.renewLink(t.students[1], t.students[1].id);
    const cookie = (await open(new URL(link).pathname)).headers.get('set-cookie');
    expect(cookie).toMatch(/^dockgrade=dgs_[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/);
  });
});

test(named(threatOf(PAGES, 'F251')), async () => {
  const [victim, author] = t.students;
  const { link } = await t.service.people.renewLink(author, author.id);
  const path = new URL(link).pathname;
  const cookie = await cookieOf(victim);
  const site = (value: string) => ({ ...BROWSER, cookie, 'sec-fetch-site': value });
  for (const headers of [site('cross-site'), site('same-site'), site('same-origin'), { ...BROWSER, cookie }]) {
    const asked = await open(`${path}?lang=es`, { headers });
    const text = await asked.text();
    expect(asked.status).toBe(200);
    expect(asked.headers.get('set-cookie')).not.toMatch(/dockgrade=/);
    for (const { name } of [victim, author]) expect(text).toContain(`<strong>${name}</strong>`);
    expect(text).toContain(`<form class="row" method="post" action="${path}">`);
  }
  const from = (value: string) => open(path, { method: 'POST', headers: site(value) });
  expect((await from('cross-site')).status).toBe(403);
  expect((await from('same-origin')).headers.get('set-cookie')).toMatch(/^dockgrade=dgs_/);
  for (const headers of [site('none'), { ...site('cross-site'), cookie: '' }]) {
    expect((await open(path, { headers })).status).toBe(303);
  }
  const session = await t.service.people.startSession({ link: path.split('/').at(-1) ?? '' });
  const own = { ...site('cross-site'), cookie: `dockgrade=${session?.token}` };
  expect((await open(path, { headers: own })).status).toBe(303);
});
