import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serveAll } from '../../api/fixtures/served.ts';
import { dockgrade } from '../fixtures/dockgrade.ts';
import { commandLine } from './fixtures/command-line.ts';

let served: Served;
let close: () => Promise<void>;
let run: ReturnType<typeof commandLine>;
let folder: string;
beforeAll(async () => {
  ({ served, close } = await serveAll());
  run = commandLine(served);
  folder = await mkdtemp(join(tmpdir(), 'dockgrade-client-'));
});
afterAll(async () => {
  await close();
  await rm(folder, { recursive: true });
});

describe('what the service says is wrong with a request ends with 2, its sentence and its code', () => {
  test.each([
    [['submit', 'https://github.com/ana/one', '--assignment', 'nope'], '`dockgrade assignments` lists', 'not-found'],
    [['submit', 'https://example.com/ana/one', '--assignment', 'homework'], 'github.com', 'repository-not-allowed'],
    [['submit', 'https://github.com/a/b', '--assignment', 'homework', '--ref', '--x'], 'branch', 'ref-unknown'],
    [['status', 'aaaaaaaaaaaaaaaaaaaaaaaaaa'], 'submission', 'not-found'],
    [['status', '../../health/live'], 'submission', 'not-found'],
    [['grades', 'homework'], 'Only teachers', 'not-allowed'],
    [['regrade', 'homework'], 'Only teachers', 'not-allowed'],
  ])('%j', async (args, words, code) => {
    const { exitCode, stdout, stderr } = await run(served.students[0], args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).toMatch(new RegExp(`error code: ${code}$`));
  });

  test('a token that is not known', async () => {
    const { exitCode, stderr } = await run(served.students[0], ['assignments'], { DOCKGRADE_TOKEN: 'wrong' });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Set DOCKGRADE_TOKEN to the last part of your personal link');
  });
});

describe('wrong usage ends with 2 before the service is asked', () => {
  test.each([
    [['submit', '.', '--assignment', 'a'], 'is no https:// address', 'dockgrade grade FOLDER'],
    [['submit', 'github.com/ana/one', '--assignment', 'a'], 'is no https:// address', 'https://github.com/ana/one?'],
    [['submit', 'git@github.com:ana/one', '--assignment', 'a'], 'is an SSH address', 'https://github.com/ana/one'],
    [['submit', 'https://github.com/ana/one'], "required option '--assignment <id>'", 'submit --help'],
    [['grades', 'a', '--csv', '--json'], 'cannot be used with', 'grades --help'],
    [['regrade', 'a', '--preview', '--publish', 'b'], 'cannot be used with', 'regrade --help'],
    [['resubmit', 'x'], 'is neither a submission nor a repository', '26 letters and digits'],
  ])('%j', async (args, sentence, hint) => {
    const { exitCode, stdout, stderr } = await run(served.students[0], args, { DOCKGRADE_URL: 'http://127.0.0.1:9' });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).toContain(hint);
  });
});

describe('the token of the teacher of this machine', () => {
  test('is used where DOCKGRADE_TOKEN is not set', async () => {
    const data = join(folder, 'data');
    await mkdir(data);
    await writeFile(join(data, 'teacher-token'), `${await served.tokenOf(served.teacher)}\n`, { mode: 0o600 });
    const env = { DOCKGRADE_TOKEN: '', DOCKGRADE_DATA: data };
    const { exitCode, stdout } = await run(served.students[0], ['grades', 'homework', '--json'], env);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ total: 2 });
  });

  test('goes to no other machine', async () => {
    const env = { DOCKGRADE_TOKEN: '', DOCKGRADE_DATA: join(folder, 'data'), DOCKGRADE_URL: 'http://192.0.2.1' };
    const { exitCode, stderr } = await run(served.students[0], ['assignments'], env);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('DOCKGRADE_TOKEN is not set');
  });
});

describe('where no dockgrade answers', () => {
  test('nothing listens: 4, what is wrong and what to do', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const DOCKGRADE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.close();
    await once(server, 'close');
    const { exitCode, stdout, stderr } = await run(served.students[0], ['assignments'], { DOCKGRADE_URL });
    expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: '' });
    expect(stderr).toContain(`the service at ${DOCKGRADE_URL} cannot be reached: nothing listens there`);
    expect(stderr).toContain('error code: service-unreachable');
  });

  test('https:// to a port without TLS says so', async () => {
    const url = served.base.replace('http:', 'https:');
    const { exitCode, stderr } = await run(served.students[0], ['assignments'], { DOCKGRADE_URL: url });
    expect(exitCode).toBe(4);
    expect(stderr).toContain('it does not speak TLS');
  });

  test.each<[string, RequestListener, number, string]>([
    ['a page', (_, reply) => reply.end('<!doctype html><title>Hello</title>'), 2, 'it answered with a page'],
    ['another service', (_, reply) => reply.writeHead(404).end('no'), 2, 'it answered with HTTP status 404'],
    [
      'a way to elsewhere',
      (_, reply) => reply.writeHead(302, { location: 'https://a.example/x' }).end(),
      2,
      'it sends to https://a.example',
    ],
    ['a proxy before nothing', (_, reply) => reply.writeHead(502).end('<h1>Bad Gateway</h1>'), 4, 'HTTP status 502'],
    ['another version', (_, reply) => reply.end('{"homeworks":[]}'), 4, 'answers in another version'],
  ])('%s', async (_name, listener, status, words) => {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const DOCKGRADE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const { exitCode, stdout, stderr } = await run(served.students[0], ['assignments'], { DOCKGRADE_URL });
      expect({ exitCode, stdout }).toEqual({ exitCode: status, stdout: '' });
      expect(stderr).toContain(words);
      expect(stderr).not.toMatch(/^\s+at /m);
    } finally {
      server.close();
    }
  });

  test('the same submission that is sent again after a cut connection carries the same key', async () => {
    const keys: unknown[] = [];
    const server = createServer((request) => {
      keys.push(request.headers['idempotency-key']);
      request.socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const DOCKGRADE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const args = ['submit', 'https://github.com/ana/one', '--assignment', 'homework'];
      const { exitCode } = await dockgrade(args, { env: { DOCKGRADE_URL, DOCKGRADE_TOKEN: 'x' } });
      expect(exitCode).toBe(4);
      expect(keys).toHaveLength(3);
      expect(new Set(keys).size).toBe(1);
      expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    } finally {
      server.close();
    }
  });
});

test('what a service says cannot act on a terminal', async () => {
  const problem = {
    type: '/errors#conflict',
    title: 'x',
    status: 409,
    code: 'conflict',
    detail: 'bad \u001b]0;title\u0007\u001b[2Jwords',
    remedy: 'do \u009b31m\u202ethis',
    errors: [{ where: '/a', message: 'mistake \u001b[1m' }],
  };
  const server = createServer((_, reply) => reply.writeHead(409).end(JSON.stringify(problem))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const DOCKGRADE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { exitCode, stderr } = await run(served.students[0], ['assignments'], { DOCKGRADE_URL });
    expect(exitCode).toBe(2);
    expect(stderr).toBe('dockgrade: bad words\n  /a: mistake \n  do \\u202ethis\n  error code: conflict');
  } finally {
    server.close();
  }
});
