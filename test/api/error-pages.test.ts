import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SubmissionView } from '../../src/core/wire/submission.ts';
import { problem, type Served, serve, serveAll } from './fixtures/served.ts';

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'accept-language': 'en' };
const SPANISH = { ...BROWSER, 'accept-language': 'es-AR,es;q=0.9' };

let served: Served;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ served, close } = await serveAll());
});
afterAll(() => close());

/** As a browser does it, without following anything. */
async function open(path: string, headers: Record<string, string> = BROWSER, options: RequestInit = {}) {
  const answer = await fetch(served.base + path, { headers, redirect: 'manual', ...options });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

async function cookieOf(who: Served['teacher'], { service }: Pick<Served, 'service'> = served): Promise<string> {
  const { link } = await service.people.renewLink(who, who.id);
  const session = await service.people.startSession({ link: link.split('/').at(-1) ?? '' });
  return `dockgrade=${session?.token}`;
}

describe('an error that a browser meets', () => {
  test('at an address that is not there is a page, in the language of its reader', async () => {
    const page = await open('/no/such/place');
    expect(page.status).toBe(404);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("style-src 'self'");
    expect(page.text).toContain('<h1>There is nothing here</h1>');
    expect(page.text).toContain('href="/"');
    const spanish = await open('/no/such/place', SPANISH);
    expect(spanish.text).toContain('<html lang="es">');
    expect(spanish.text).toContain('<h1>Aquí no hay nada</h1>');
    expect((await open('/no/such/place?lang=es')).text).toContain('<html lang="es">');
  });

  test('is a problem for a program, and at the addresses of programs', async () => {
    expect(problem(await served.ask('/no/such/place'))).toMatchObject({ code: 'not-found', status: 404 });
    for (const path of ['/api/nothing', '/docs/nothing', '/health/nothing', '/webhooks/nothing', '/assets/0/x.js']) {
      const answer = await open(path);
      expect(answer.headers.get('content-type'), path).toContain('application/problem+json');
      expect(answer.status, path).toBe(404);
    }
  });

  test('still has the menu of somebody who is signed in', async () => {
    const cookie = await cookieOf(served.teacher);
    expect((await open('/nothing', { ...BROWSER, cookie })).text).toContain(served.teacher.name);
    expect((await open('/nothing')).text).not.toContain('/sign-out');
  });

  test('by a method that is not taken says so', async () => {
    const page = await open('/errors', BROWSER, { method: 'DELETE' });
    expect(page.status).toBe(405);
    expect(page.headers.get('allow')).toContain('GET');
    expect(page.text).toContain('<h1>This cannot be opened like this</h1>');
  });

  test('in an address that cannot be decoded, or is far too long, is a page', async () => {
    for (const [path, status] of [
      ['/submissions/%', 400],
      [`/submissions/${'a'.repeat(600)}`, 404],
    ] as const) {
      const page = await open(path);
      expect(page.status, path).toBe(status);
      expect(page.text, path).toContain('<!doctype html>');
      expect(page.headers.get('x-content-type-options'), path).toBe('nosniff');
    }
  });

  test('is in the same words for what belongs to others and for what is not there', async () => {
    const [own, other] = served.students;
    const posted = await served.ask('/api/submissions', {
      as: own,
      method: 'POST',
      body: { assignment: 'homework', repository: 'https://github.com/student/homework' },
    });
    const { id } = posted.json as SubmissionView;
    const cookie = await cookieOf(other);
    const plain = (text: string) => text.replaceAll(/[a-z][a-z0-9]{25}/g, 'ID');
    const theirs = await open(`/submissions/${id}`, { ...BROWSER, cookie });
    const nobodys = await open(`/submissions/${'b'.repeat(26)}`, { ...BROWSER, cookie });
    expect([theirs.status, nobodys.status]).toEqual([404, 404]);
    expect(plain(theirs.text)).toBe(plain(nobodys.text));
    const { text } = await open(`/submissions/${id}`, { ...SPANISH, cookie });
    expect(text).toContain('No existe, o es de otra persona.');
  });

  test('keeps students off the pages of teachers', async () => {
    const cookie = await cookieOf(served.students[0]);
    for (const path of ['/operations', '/operations/live']) {
      const page = await open(path, { ...SPANISH, cookie });
      expect(page.status, path).toBe(403);
      expect(page.text, path).toContain('<h1>Esto no está permitido</h1>');
    }
    const post = await open(
      '/operations/retries',
      { ...BROWSER, cookie, 'sec-fetch-site': 'same-origin' },
      {
        method: 'POST',
        body: new URLSearchParams({ code: 'internal' }),
      },
    );
    expect(post.status).toBe(403);
  });

  test('leads who is not signed in to where one signs in', async () => {
    const page = await open('/operations');
    expect(page.status).toBe(401);
    expect(page.text).toContain('Open the personal link');
  });

  test('with a form that is too large, or of another site, is a page with its status', async () => {
    const cookie = await cookieOf(served.teacher);
    const post = (headers: Record<string, string>, body: URLSearchParams) =>
      open('/operations/cancellations', { ...BROWSER, cookie, ...headers }, { method: 'POST', body });
    const large = await post(
      { 'sec-fetch-site': 'same-origin' },
      new URLSearchParams({ submission: 'x'.repeat(70_000) }),
    );
    expect(large.status).toBe(413);
    expect(large.text).toContain('<h1>That was too much at once</h1>');
    const foreign = await post({ 'sec-fetch-site': 'cross-site' }, new URLSearchParams({ submission: 'x' }));
    expect(foreign.status).toBe(403);
  });

  test('of too many links that do not work says when to come back', async () => {
    const page = await untilTooMany(() => open(`/enter/${'x'.repeat(40)}`));
    expect(page.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(page.text).toContain('<h1>Too many links that do not work</h1>');
  });

  test('while the database is away is a page that needs nobody and tells nothing private', async (context) => {
    const t = await serve(context);
    const cookie = await cookieOf(t.teacher, t);
    await t.store.close();
    for (const path of ['/', '/operations', '/nothing', `/submissions/${'b'.repeat(26)}`]) {
      const answer = await fetch(t.base + path, { headers: { ...SPANISH, cookie } });
      const text = await answer.text();
      expect(answer.status, path).toBe(path === '/nothing' ? 404 : 503);
      expect(text, path).toContain('<html lang="es">');
      expect(text, path).not.toContain(t.teacher.name);
      expect(text, path).not.toMatch(/driver|sqlite|DATABASE_URL|node_modules|\.ts\b/i);
      if (path === '/nothing') continue;
      expect(text).toContain('Fuera de alcance por un momento');
      expect(text).toContain('está a salvo');
      expect(text).toContain(answer.headers.get('x-request-id'));
      const about = /href="(\/errors[^"#]*)(#[^"]*)"/.exec(text);
      const explained = await fetch(t.base + about?.[1], { headers: { ...SPANISH, cookie } });
      expect(explained.status, 'what the error leads to').toBe(200);
      expect(await explained.text()).toContain(`id="${about?.[2]?.slice(1)}"`);
    }
  });
});

/** Asks until there were too many. */
async function untilTooMany(ask: () => ReturnType<typeof open>): ReturnType<typeof open> {
  for (let tries = 0; tries < 50; tries += 1) {
    const answer = await ask();
    if (answer.status === 429) return answer;
    expect(answer.status).toBe(404);
  }
  throw new Error('fifty wrong links in a minute were answered');
}
