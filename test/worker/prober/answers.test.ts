import { afterAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/core/evidence/common.ts';
import type { ProberRequest } from '../../../worker/prober/prober.ts';
import { startProber } from '../../../worker/prober/start.ts';
import { closedPort, rawServer } from './raw-server.ts';

const prober = startProber({ netns: null });
afterAll(() => prober.close());

const never = new AbortController().signal;

function ask(port: number, request: Partial<ProberRequest> = {}): Promise<Answer> {
  const usual = { address: '127.0.0.1', method: 'GET', path: '/', headers: {}, body: null, timeout: 5000 };
  return prober.send({ ...usual, port, ...request }, never);
}

/** Asks a server that sends these bytes and then ends the connection. */
async function askFor(bytes: string | Buffer, request: Partial<ProberRequest> = {}): Promise<Answer> {
  await using server = await rawServer((socket) => socket.end(bytes));
  return await ask(server.port, request);
}

describe('a good answer', () => {
  test('comes with status, content type and body', async () => {
    const answer = await askFor(
      'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{"id":1}',
    );
    expect(answer).toMatchObject({
      ok: true,
      status: 201,
      contentType: 'application/json',
      body: '{"id":1}',
      truncated: false,
    });
  });

  test('of 500 is an answer', async () => {
    expect(await askFor('HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n')).toMatchObject({
      ok: true,
      status: 500,
      body: '',
    });
  });

  test('that redirects is not followed', async () => {
    const answer = await askFor('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n');
    expect(answer).toMatchObject({ ok: true, status: 302 });
  });

  test('to HEAD has no body', async () => {
    const answer = await askFor('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n', { method: 'HEAD' });
    expect(answer).toMatchObject({ ok: true, status: 200, body: '', truncated: false });
  });

  test('may follow interim answers', async () => {
    const answer = await askFor(
      'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
    );
    expect(answer).toMatchObject({ ok: true, status: 200, body: 'ok' });
  });

  test('may be an upgrade that nobody asked for', async () => {
    const answer = await askFor(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\nbinary',
    );
    expect(answer).toMatchObject({ ok: true, status: 101, body: '' });
  });

  test('with bytes that are no UTF-8 still has a body', async () => {
    const answer = await askFor(Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na\xffb', 'latin1'));
    expect(answer).toMatchObject({ ok: true, body: 'a\ufffdb' });
  });
});

describe('the request', () => {
  test('F146 looks like a visitor, asks for plain bytes and closes its connection', async () => {
    const seen = Promise.withResolvers<string>();
    await using server = await rawServer((socket, received) => {
      seen.resolve(received);
      socket.end('HTTP/1.1 204 No Content\r\n\r\n');
    });
    await ask(server.port, {
      method: 'POST',
      path: '/users?x=1',
      headers: { 'X-A': 'b', 'Accept-Encoding': 'gzip' },
      body: '{"ñ":1}',
    });
    const request = (await seen.promise).toLowerCase();
    expect(request).toMatch(/^post \/users\?x=1 http\/1\.1\r\n/);
    expect(request).toContain(`host: localhost:${server.port}\r\n`);
    expect(request).toContain('user-agent: mozilla/5.0');
    expect(request).toContain('accept-encoding: identity\r\n');
    expect(request).not.toContain('gzip');
    expect(request).toContain('connection: close\r\n');
    expect(request).toContain('content-length: 8\r\n');
    expect(request).toContain('x-a: b\r\n');
  });

  test('goes to addresses only, never to names', async () => {
    expect(await ask(80, { address: 'localhost' })).toMatchObject({ ok: false, error: 'no-address' });
  });

  test('that cannot be written is an answer too', async () => {
    expect(await ask(80, { path: '/a b' })).toMatchObject({ ok: false, error: 'ERR_UNESCAPED_CHARACTERS' });
  });
});

describe('a hostile or broken application', () => {
  test('that does not listen is refused', async () => {
    expect(await ask(await closedPort())).toMatchObject({ ok: false, error: 'ECONNREFUSED' });
  });

  test('that resets the connection is a reset', async () => {
    await using server = await rawServer((socket) => socket.resetAndDestroy());
    expect(await ask(server.port)).toMatchObject({ ok: false, error: 'ECONNRESET' });
  });

  test('that closes without a word is a reset', async () => {
    expect(await askFor('')).toMatchObject({ ok: false, error: 'ECONNRESET' });
  });

  test('that stays silent runs into the deadline', async () => {
    await using server = await rawServer((socket) => socket.resume());
    expect(await ask(server.port, { timeout: 100 })).toMatchObject({ ok: false, error: 'timeout' });
  });

  test('that speaks no HTTP is invalid', async () => {
    expect(await askFor('SSH-2.0-OpenSSH_9.2\r\n')).toMatchObject({ ok: false, error: 'invalid-http' });
  });

  test('that sends more than 16 KiB of headers is invalid', async () => {
    const answer = await askFor(`HTTP/1.1 200 OK\r\n${'X-Long: aaaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(1000)}\r\n`);
    expect(answer).toMatchObject({ ok: false, error: 'invalid-http' });
  });

  test('that sends interim answers for ever is invalid', async () => {
    expect(await askFor('HTTP/1.1 100 Continue\r\n\r\n'.repeat(50))).toMatchObject({
      ok: false,
      error: 'invalid-http',
    });
  });

  test('that contradicts itself about the length is invalid', async () => {
    const answer = await askFor('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n');
    expect(answer).toMatchObject({ ok: false, error: 'invalid-http' });
  });

  test('with an endless body answers with its status and 64 KiB', async () => {
    await using server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const pour = () => {
        while (socket.writable && socket.write('x'.repeat(4096)));
      };
      socket.on('drain', pour);
      pour();
    });
    const answer = await ask(server.port);
    expect(answer).toMatchObject({ ok: true, status: 200, truncated: true });
    expect(answer.ok && answer.body.length).toBe(64 * 1024);
  });

  test('whose body trickles past the deadline answers with what came', async () => {
    await using server = await rawServer((socket) => socket.write('HTTP/1.1 200 OK\r\n\r\ndata: 1\n\n'));
    expect(await ask(server.port, { timeout: 200 })).toMatchObject({
      ok: true,
      status: 200,
      body: 'data: 1\n\n',
      truncated: true,
    });
  });

  test('that breaks off in the body answers with what came', async () => {
    expect(await askFor('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf')).toMatchObject({
      ok: true,
      status: 200,
      body: 'half',
      truncated: true,
    });
  });
});
