import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serveAll } from './fixtures/served.ts';

let t: Served;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
});
afterAll(() => close());

describe('a connection', () => {
  test('with headers of 32 KiB is told so', async () => {
    const answer = await said(`GET /api/me HTTP/1.1\r\nhost: x\r\nx-flood: ${'a'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*application\/problem\+json.*"code":"too-large"/s);
  });

  test('that speaks no HTTP is told so', async () => {
    const answer = await said('\x16\x03\x01 hello\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 .*"code":"request-invalid"/s);
  });

  test('whose body never comes is closed within its time', async () => {
    const token = await t.tokenOf(t.teacher);
    const began = performance.now();
    const ended = await new Promise<number | string>((resolve) => {
      const slow = rawRequest(`${t.base}/api/submissions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': 1000, authorization: `Bearer ${token}` },
      });
      slow.on('response', (response) => resolve(response.statusCode ?? 0));
      slow.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
      slow.write('{');
    });
    expect([400, 'ECONNRESET']).toContain(ended);
    expect(performance.now() - began).toBeLessThan(20_000);
    expect((await t.ask('/health/live')).status).toBe(200);
  });
});

test('whatever a socket sends, the answer is one that we wrote, and the service lives', async () => {
  const token = await t.tokenOf(t.teacher);
  const raw = (line: string, more = '', body = '') =>
    `${line}\r\nhost: x\r\nauthorization: Bearer ${token}\r\nconnection: close\r\n${more}\r\n${body}`;
  const length = (bytes: number) => `content-length: ${bytes}\r\n`;
  const json = 'content-type: application/json\r\n';
  const odd = [
    raw('GET http://evil.example/api/me HTTP/1.1'),
    raw('GET * HTTP/1.1'),
    raw('OPTIONS * HTTP/1.1'),
    raw('GET /api/me?%00=%ff HTTP/1.1'),
    raw('GET /\u00e9\u00ff HTTP/1.1'),
    raw('GET /api/submissions/a%2fb?state=%ff HTTP/1.1'),
    raw('PROPFIND /api/me HTTP/1.1'),
    raw('QUERY /api/submissions HTTP/1.1', length(2), '{}'),
    raw('TRACE /api/me HTTP/1.1'),
    raw('POST /api/submissions HTTP/1.1', length(5), '{}   '),
    raw('POST /api/submissions HTTP/1.1', `content-type: application/json; charset=utf-16\r\n${length(2)}`, '{}'),
    raw('POST /api/submissions HTTP/1.1', `${json}${length(2)}transfer-encoding: chunked\r\n`, '{}'),
    raw('DELETE /api/tokens/x HTTP/1.1', `content-type: text/plain\r\n${length(3)}`, 'abc'),
    raw('GET /api/me HTTP/1.1', json + length(1), '{'),
    raw('GET /api/me HTTP/1.1', `${'accept-language: es\r\n'.repeat(50)}cookie: ${'a=b; '.repeat(500)}\r\n`),
    raw('GET /api/me HTTP/9.9'),
  ];
  for (const text of odd) {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(t.base).port), '127.0.0.1');
      let got = '';
      socket.setEncoding('utf8');
      socket.on('data', (data) => {
        got += data;
      });
      socket.on('close', () => resolve(got));
      socket.on('error', reject);
      // Not ended: Node answers nobody who has left.
      socket.write(Buffer.from(text, 'latin1'));
    });
    expect(answer, text).toMatch(/^HTTP\/1\.1 (20[04]|400|404|405|413|415|505) /);
    expect(answer, text).not.toContain('FST_');
  }
  expect((await t.ask('/health/live')).status).toBe(200);
});

/** Sends bytes, and answers with everything that comes back until the connection is closed. */
function said(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(t.base).port), '127.0.0.1');
    let text = '';
    socket.on('data', (data) => {
      text += data;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
    socket.write(bytes);
  });
}
