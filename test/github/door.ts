import { createHmac, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { buildApp } from '../../src/api/app.ts';
import type { Log } from '../../src/core/log.ts';
import type { Settings } from '../../src/core/settings.ts';
import { type Line, type Opened, openService, type TestContext, type TestService } from '../support/service.ts';
import { examplesOf } from './examples.ts';

export const SECRET = 'a-secret-of-16-characters-or-more';
export const REPOSITORY = 'https://github.com/Codertocat/Hello-World';
export const REPOSITORY_ID = 186853002;

/** What is answered, and how. */
export interface Answer {
  status: number;
  body: {
    event?: string;
    code?: string;
    remedy?: string;
    submissions?: { assignment: string; submission: string }[];
    ignored?: { reason: string; message: string; assignment?: string }[];
  };
}

export interface Sent {
  id?: string | null;
  event?: string | null;
  secret?: string;
  headers?: Record<string, string>;
  /** Another process than this one. */
  at?: string;
}

/** The service behind real HTTP, and GitHub before it. */
export interface Door {
  url: string;
  /** Delivers a payload (or these bytes) as GitHub does, signed. */
  deliver(payload: object | string, sent?: Sent): Promise<Answer>;
  /** Sends exactly this. */
  post(body: string, headers: Record<string, string>, at?: string): Promise<Answer>;
}

export async function openDoor(
  context: TestContext,
  opened: Opened,
  github: Partial<Settings['github']> = {},
  address = 'http://localhost:8080',
): Promise<Door> {
  const { service, store, queue } = opened;
  const log = linesLog([]);
  const settings = {
    url: 'https://github.com',
    api: 'https://api.github.com',
    secret: SECRET,
    token: null,
    oauth: null,
  };
  const app = await buildApp({
    ...{ service, store, queue, log, trustProxy: false, url: address },
    github: { ...settings, ...github },
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  context.onTestFinished(() => app.close());
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const post: Door['post'] = async (body, headers, at = url) => {
    const response = await fetch(`${at}/webhooks/github`, { method: 'POST', body, headers });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  };
  return {
    url,
    post,
    deliver(payload, { id = randomUUID(), event = 'push', secret = SECRET, headers = {}, at = url } = {}) {
      const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
      return post(
        body,
        {
          'content-type': 'application/json',
          'x-hub-signature-256': sign(body, secret),
          ...(id !== null && { 'x-github-delivery': id }),
          ...(event !== null && { 'x-github-event': event }),
          ...headers,
        },
        at,
      );
    },
  };
}

/** A service whose first student has handed in `REPOSITORY` for `homework`, and the door before it. */
export async function openClass(context: TestContext): Promise<TestService & { door: Door; handedIn: string }> {
  const opened = await openService(context);
  const handedIn = await handIn(opened, {});
  return { ...opened, door: await openDoor(context, opened), handedIn };
}

export async function handIn(
  { service, students }: Pick<TestService, 'service' | 'students'>,
  {
    student = 0,
    repository = REPOSITORY,
    ref,
    assignment = 'homework',
  }: { student?: number; repository?: string; ref?: string; assignment?: string },
): Promise<string> {
  const who = students[student];
  if (!who) throw new Error(`no student ${student}`);
  const { view } = await service.submissions.submit(who, { assignment, repository, ...(ref && { ref }) }, null);
  return view.id;
}

export function sign(body: string | Buffer, secret: string = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

export interface PushChange {
  ref?: string;
  commit?: string;
  deleted?: boolean;
  /** Seconds. */
  pushedAt?: number;
  name?: string;
  repositoryId?: number;
  cloneUrl?: string;
}

/** GitHub's own example of a push to a branch, with some changes. */
export function pushOf({
  ref = 'refs/heads/master',
  commit = 'a'.repeat(40),
  deleted = false,
  ...change
}: PushChange = {}) {
  const example = examplesOf('api.github.com').find(({ payload }) => payload.ref === 'refs/heads/master')?.payload;
  const { name = 'Codertocat/Hello-World', repositoryId = REPOSITORY_ID, cloneUrl, pushedAt = 1557933657 } = change;
  return {
    ...example,
    ...{ ref, deleted, after: commit },
    repository: {
      ...example?.repository,
      ...{ full_name: name, id: repositoryId, pushed_at: pushedAt },
      ...(cloneUrl !== undefined && {
        clone_url: cloneUrl,
        html_url: cloneUrl,
        url: cloneUrl,
        git_url: cloneUrl,
        ssh_url: cloneUrl,
      }),
    },
  };
}

export function commitOf(digit: string): string {
  return digit.repeat(40);
}

/** A log that a test can read. */
export function linesLog(lines: Line[]): Log {
  const at = (level: Line['level']) => (fields: object, message: string) => {
    lines.push({ level, fields: { ...fields }, message });
  };
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), child: () => log };
  return log;
}
