import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export const CLIENT = { id: 'the-client', secret: 'the-client-secret' };
export const TOKEN = 'token-that-may-write-statuses';

/** A commit status as it arrived. */
export interface Posted {
  path: string;
  authorization: string | undefined;
  body: { state: string; description: string; context: string; target_url: string };
}

type Answer = { status: number; headers?: Record<string, string>; body?: object } | 'silent';

/** How the statuses API answers its nth request; null: as GitHub does when all is well; `silent`: never. */
export type Mood = (posted: Posted, number: number) => Answer | null;

/**
 * A server in GitHub's place, as an Enterprise Server has its paths: statuses and user below `/api/v3`, OAuth with PKCE below `/login/oauth`. It can be in any
 * mood, go away, and come back at the same port.
 */
export interface LocalGithub extends AsyncDisposable {
  url: string;
  api: string;
  /** Every status that was sent, also those that were refused. */
  posted: Posted[];
  /** Those that were taken. */
  taken: Posted[];
  mood: Mood;
  /** Who signs in next. */
  login: string;
  /** How often a code was exchanged for a token, or tried to be. */
  exchanged: number;
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function startGithub(): Promise<LocalGithub> {
  const grants = new Map<string, { challenge: string; redirect: string }>();
  const tokens = new Map<string, string>();
  let server: Server | null = null;
  let port = 0;

  const github: LocalGithub = {
    url: '',
    api: '',
    posted: [],
    taken: [],
    mood: () => null,
    login: 'somebody',
    exchanged: 0,
    async start() {
      server = createServer((request, response) => {
        answer(request).then(
          (told) => send(response, told),
          (error: unknown) => send(response, { status: 500, body: { message: String(error) } }),
        );
      });
      await new Promise<void>((done) => server?.listen(port, '127.0.0.1', done));
      port = (server.address() as AddressInfo).port;
      github.url = `http://127.0.0.1:${port}`;
      github.api = `${github.url}/api/v3`;
    },
    async stop() {
      const closing = server;
      server = null;
      closing?.closeAllConnections();
      await new Promise<void>((done) => (closing === null ? done() : closing.close(() => done())));
    },
    [Symbol.asyncDispose]: () => github.stop(),
  };

  async function answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', github.url);
    const body = await text(request);
    if (url.pathname === '/login/oauth/authorize') return authorize(url);
    if (url.pathname === '/login/oauth/access_token') return exchange(new URLSearchParams(body));
    if (url.pathname === '/api/v3/user') {
      const login = tokens.get(request.headers.authorization?.replace('Bearer ', '') ?? '');
      return login ? { status: 200, body: { login, id: 1 } } : { status: 401, body: { message: 'Bad credentials' } };
    }
    if (request.method === 'POST' && url.pathname.includes('/statuses/')) return status(request, url, body);
    return { status: 404, body: { message: 'Not Found' } };
  }

  function status(request: IncomingMessage, { pathname: path }: URL, body: string): Answer {
    const posted: Posted = { path, authorization: request.headers.authorization, body: JSON.parse(body) };
    github.posted.push(posted);
    const refusal = github.mood(posted, github.posted.length);
    if (refusal === 'silent') return refusal;
    if (refusal) return { ...refusal, body: { message: `mood ${refusal.status}` } };
    if (posted.authorization !== `Bearer ${TOKEN}`) return { status: 401, body: { message: 'Bad credentials' } };
    github.taken.push(posted);
    return { status: 201, body: { id: github.taken.length } };
  }

  function authorize({ searchParams }: URL): Answer {
    const ask = Object.fromEntries(searchParams);
    if (ask.client_id !== CLIENT.id || ask.response_type !== 'code' || ask.code_challenge_method !== 'S256') {
      return { status: 400, body: { message: 'wrong request' } };
    }
    const code = randomUUID();
    grants.set(code, { challenge: ask.code_challenge ?? '', redirect: ask.redirect_uri ?? '' });
    const back = new URL(ask.redirect_uri ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', ask.state ?? '');
    return { status: 302, headers: { location: back.href } };
  }

  function exchange(ask: URLSearchParams): Answer {
    github.exchanged += 1;
    const grant = grants.get(ask.get('code') ?? '');
    grants.delete(ask.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(ask.get('code_verifier') ?? '')
      .digest('base64url');
    const client = ask.get('client_id') === CLIENT.id && ask.get('client_secret') === CLIENT.secret;
    if (!client || grant?.challenge !== challenge || grant.redirect !== ask.get('redirect_uri')) {
      return { status: 200, body: { error: 'bad_verification_code' } };
    }
    const token = randomUUID();
    tokens.set(token, github.login);
    return { status: 200, body: { access_token: token, token_type: 'bearer', scope: '' } };
  }

  await github.start();
  return github;
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer === 'silent') return;
  const headers = { 'content-type': 'application/json; charset=utf-8', ...answer.headers };
  response.writeHead(answer.status, headers).end(JSON.stringify(answer.body ?? {}));
}
