import { describe, expect, test } from 'vitest';
import { openService, type TestContext } from '../support/service.ts';
import { openDoor } from './door.ts';
import { CLIENT, type LocalGithub, startGithub } from './local-github.ts';

const START = '/sign-in/github';

describe('signing in with GitHub', () => {
  test('goes to GitHub and back, and gives a session to the student who has this login in the roster', async (context) => {
    const { github, browser } = await open(context);
    github.login = 'Student-One';
    const back = await browser.signIn();
    expect(back).toMatchObject({ status: 302, location: '/' });
    expect(await browser.me()).toMatchObject({ status: 200, body: { email: 'student1@example.com' } });
  });

  test('asks with PKCE and a state that only this browser holds, and for no permission', async (context) => {
    const { github, browser } = await open(context);
    const { location, cookies } = await browser.get(START);
    const asked = new URL(location);
    expect(asked.origin + asked.pathname).toBe(`${github.url}/login/oauth/authorize`);
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      client_id: CLIENT.id,
      redirect_uri: 'http://localhost:8080/sign-in/github/callback',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{20,}$/),
    });
    expect(asked.searchParams.get('scope') ?? '').toBe('');
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
  });

  test('keeps its cookies to HTTPS and this host where the service has HTTPS', async (context) => {
    const { browser } = await open(context, { url: 'https://grades.example.edu' });
    const { cookies } = await browser.get(START);
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) expect(cookie).toMatch(/^__Host-.*Path=\/; HttpOnly; Secure/);
  });

  test('with a state of somebody else is refused, and the code is not used', async (context) => {
    const { browser, github } = await open(context);
    const callback = await authorized(browser);
    const wrong = new URL(callback);
    wrong.searchParams.set('state', 'another');
    expect(await browser.get(pathOf(wrong))).toMatchObject({ status: 401, body: { code: 'sign-in-needed' } });
    expect(github.exchanged).toBe(0);
  });

  test('that another browser began is refused', async (context) => {
    const { browser, anotherBrowser, github } = await open(context);
    github.login = 'student-one';
    const callback = await authorized(browser);
    expect(await anotherBrowser().get(pathOf(callback))).toMatchObject({ status: 401 });
    expect(github.exchanged).toBe(0);
  });

  test('works once: the same callback again is refused', async (context) => {
    const { browser, github } = await open(context);
    github.login = 'student-one';
    const callback = await authorized(browser);
    expect(await browser.get(pathOf(callback))).toMatchObject({ status: 302 });
    expect(await browser.get(pathOf(callback))).toMatchObject({ status: 401, body: { code: 'sign-in-needed' } });
  });

  test('with a code that GitHub does not know is refused', async (context) => {
    const { browser } = await open(context);
    const wrong = new URL(await authorized(browser));
    wrong.searchParams.set('code', 'made-up');
    expect(await browser.get(pathOf(wrong))).toMatchObject({ status: 401, body: { code: 'sign-in-needed' } });
  });

  test('that the user broke off says how to begin again', async (context) => {
    const { browser } = await open(context);
    const answer = await browser.get(`${START}/callback?error=access_denied&error_description=no&state=x`);
    expect(answer).toMatchObject({ status: 401, body: { remedy: expect.stringContaining(START) } });
  });

  test('with a login that nobody has is told so, and gives no session', async (context) => {
    const { browser, github } = await open(context);
    github.login = 'stranger';
    const answer = await browser.signIn();
    expect(answer).toMatchObject({
      status: 403,
      body: { code: 'not-allowed', detail: expect.stringContaining('stranger') },
    });
    expect(await browser.me()).toMatchObject({ status: 401 });
  });

  test('tells a browser in a page of its language what went wrong, with the login escaped', async (context) => {
    const { browser, github } = await open(context);
    github.login = '<b>stranger</b>';
    const answer = await browser.get(pathOf(await authorized(browser)), {
      accept: 'text/html,*/*;q=0.8',
      'accept-language': 'es',
    });
    expect(answer).toMatchObject({ status: 403, type: 'text/html; charset=utf-8' });
    expect(answer.text).toContain('<strong>&lt;b&gt;stranger&lt;/b&gt;</strong>');
    expect(answer.text).toContain('Pídele a tu docente');
  });

  test('while GitHub is away is a fault of nobody here', async (context) => {
    const { browser, github } = await open(context);
    const callback = await authorized(browser);
    await github.stop();
    expect(await browser.get(pathOf(callback))).toMatchObject({ status: 502, body: { code: 'github-failed' } });
  });

  test('is 404 where it is not set up', async (context) => {
    const { browser } = await open(context, { oauth: null });
    expect(await browser.get(START)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await browser.get(`${START}/callback?code=1&state=2`)).toMatchObject({ status: 404 });
  });
});

interface Got {
  status: number;
  location: string;
  cookies: string[];
  type: string;
  text: string;
  /** Of a problem. */
  body: Record<string, unknown>;
}

/** A browser as far as it matters: it keeps cookies and follows nothing by itself. */
interface Browser {
  get(path: string, headers?: Record<string, string>): Promise<Got>;
  /** The whole way; answers with the end of it. */
  signIn(): Promise<Got>;
  me(): Promise<Got>;
}

async function open(
  context: TestContext,
  { oauth = CLIENT, url }: { oauth?: typeof CLIENT | null; url?: string } = {},
): Promise<{ github: LocalGithub; browser: Browser; anotherBrowser: () => Browser }> {
  const opened = await openService(context);
  const github = await startGithub();
  context.onTestFinished(() => github.stop());
  const rows = opened.students.map(({ name, email }, index) => ({
    name,
    email,
    github: ['student-one', 'student-two'][index] ?? null,
  }));
  await opened.store.people.setRoster('homework', rows, new Date().toISOString());
  const door = await openDoor(context, opened, { url: github.url, api: github.api, oauth }, url);
  const anotherBrowser = () => browse(door.url);
  return { github, browser: anotherBrowser(), anotherBrowser };
}

function browse(origin: string): Browser {
  const jar = new Map<string, string>();
  const browser: Browser = {
    async get(path, headers = {}) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(origin + path, { redirect: 'manual', headers: { cookie, ...headers } });
      const cookies = response.headers.getSetCookie();
      for (const set of cookies) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        if (value === '') jar.delete(name);
        else jar.set(name, value);
      }
      const text = await response.text();
      const type = response.headers.get('content-type') ?? '';
      const body = type.includes('json') ? JSON.parse(text) : {};
      return { status: response.status, location: response.headers.get('location') ?? '', cookies, type, text, body };
    },
    async signIn() {
      return browser.get(pathOf(await authorized(browser)));
    },
    me: () => browser.get('/api/me'),
  };
  return browser;
}

/** To GitHub, where the user says yes: the address to which GitHub sends the browser back. */
async function authorized(browser: Browser): Promise<string> {
  const { location } = await browser.get(START);
  const response = await fetch(location, { redirect: 'manual' });
  return response.headers.get('location') ?? '';
}

function pathOf(address: string | URL): string {
  const { pathname, search } = new URL(address);
  return pathname + search;
}
