import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closedPort, rawServer } from '../prober/raw-server.ts';
import { type GitServer, gitServer } from './git-server.ts';
import { processesWith } from './processes.ts';
import { makeRepository } from './repository.ts';
import { taking } from './taking.ts';

let server: GitServer;
let elsewhere: GitServer;

beforeAll(async () => {
  [server, elsewhere] = await Promise.all([gitServer(), gitServer()]);
  process.env.GIT_SSL_CAINFO = server.certificate;
  makeRepository(join(server.root, 'homework')).commit({ a: 'a' });
  makeRepository(join(elsewhere.root, 'homework')).commit({ a: 'a' });
});
beforeEach(() => {
  server.intercept = () => false;
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await elsewhere[Symbol.asyncDispose]();
});

describe('an address is refused when it', () => {
  test.each([
    ['is another protocol', 'http://example.com/a/b'],
    ['is a local path in disguise', 'file:///etc'],
    ['runs a program', 'ext::sh -c id'],
    ['is a protocol of git', 'git://example.com/a'],
    ['is an SSH address', 'git@github.com:a/b.git'],
    ['is an option', '--upload-pack=id'],
    ['is a relative path', '../other'],
    ['holds a password', 'https://user:secret@example.com/a'],
    ['holds a query', 'https://example.com/a?x=y'],
    ['holds a fragment', 'https://example.com/a#main'],
    ['names no repository', 'https://example.com/'],
    ['is a page of a branch', 'https://github.com/a/b/tree/main'],
    ['is a page of a file', 'https://gitlab.com/a/b/-/blob/main/README.md'],
    ['is empty', ''],
  ])('%s', async (_, address) => {
    await expect(taking(address)).rejects.toMatchObject({ code: 'usage', remedy: expect.stringMatching(/\w/) });
  });

  test('is a page inside a repository, with the address to use', async () => {
    const remedy = expect.stringContaining('https://github.com/a/b (a branch');
    await expect(taking('https://github.com/a/b/tree/main/src')).rejects.toMatchObject({ code: 'usage', remedy });
  });

  test('holds a password, without repeating it', async () => {
    await expect(taking('https://user:secret@example.com/a')).rejects.toThrow(/^(?!.*secret)/);
  });
});

describe('a ref is unknown when it', () => {
  test.each([
    ['is not there', 'nowhere'],
    ['is a commit that is not there', 'a'.repeat(40)],
    ['is an abbreviated commit', 'abcdef0'],
    ['is an option', '--output=x'],
    ['is an expression', 'main..other'],
    ['is a pattern', 'ma*'],
  ])('%s', async (_, ref) => {
    const fault = { code: 'ref-unknown', message: expect.stringContaining(ref), remedy: expect.stringMatching(/\w/) };
    await expect(taking(`${server.url}/homework`, ref)).rejects.toMatchObject(fault);
  });
});

describe('a repository cannot be had when', () => {
  test('it does not exist', async () => {
    await expect(taking(`${server.url}/nothing`)).rejects.toMatchObject({ code: 'repository-private' });
  });

  test('it asks for a password', async () => {
    server.intercept = (_, response) => {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return true;
    };
    await expect(taking(`${server.url}/homework`)).rejects.toMatchObject({ code: 'repository-private' });
  });

  test('the address is a page and no repository', async () => {
    server.intercept = (_, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html>\n<title>hello</title>\n<p>A page\n');
      return true;
    };
    await expect(taking(`${server.url}/homework`)).rejects.toMatchObject({ code: 'repository-not-found' });
  });

  test('nobody listens', async () => {
    const address = `https://localhost:${await closedPort()}/a/b`;
    await expect(taking(address)).rejects.toMatchObject({ code: 'repository-unreachable' });
  });

  test('its host does not exist', async () => {
    const fault = { code: 'repository-unreachable', message: expect.stringContaining('nowhere.invalid') };
    await expect(taking('https://nowhere.invalid/a/b')).rejects.toMatchObject(fault);
  });

  test('its host has a certificate that nobody trusts', async () => {
    await expect(taking(`${elsewhere.url}/homework`)).rejects.toMatchObject({
      code: 'repository-unreachable',
      message: expect.stringContaining('certificate'),
    });
  });

  test('it redirects to another host', async () => {
    let asked = 0;
    elsewhere.intercept = () => {
      asked += 1;
      return false;
    };
    server.intercept = (request, response) => {
      response.writeHead(302, { location: `${elsewhere.url}${request.url}` }).end();
      return true;
    };
    await expect(taking(`${server.url}/homework`)).rejects.toMatchObject({ code: 'repository-unreachable' });
    expect(asked).toBe(0);
  });

  test('it redirects for ever', async () => {
    server.intercept = (request, response) => {
      response.writeHead(302, { location: String(request.url) }).end();
      return true;
    };
    await expect(taking(`${server.url}/homework`)).rejects.toMatchObject({
      code: expect.stringMatching(/^repository-/),
    });
  });
});

test('A repository that moved within its host is followed', async () => {
  server.intercept = (request, response) => {
    if (!request.url?.startsWith('/old/')) return false;
    response.writeHead(301, { location: request.url.replace('/old/', '/homework/') }).end();
    return true;
  };
  expect((await taking(`${server.url}/old`)).files).toEqual(['a']);
});

test('Giving up leaves no process behind', async () => {
  const reached = Promise.withResolvers<{ closed: Promise<unknown> }>();
  await using silent = await rawServer((socket) => reached.resolve({ closed: once(socket, 'close') }));
  const controller = new AbortController();
  const address = `https://localhost:${silent.port}/silent`;
  const taken = taking(address, null, controller.signal);
  const { closed } = await reached.promise;
  expect(processesWith(address)).not.toEqual([]);
  controller.abort(new Error('enough'));
  await expect(taken).rejects.toThrow('enough');
  await closed;
  await expect.poll(() => processesWith(address), { interval: 20 }).toEqual([]);
});
