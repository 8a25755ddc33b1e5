import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/core/evidence/common.ts';
import type { Prober, ProberRequest } from '../../../worker/prober/prober.ts';
import { startProber } from '../../../worker/prober/start.ts';
import { PROBES } from '../../hostile/catalog/probes.ts';
import { named, type Threat, threatOf } from '../../hostile/catalog/threat.ts';
import { listener } from '../../support/canary.ts';
import { rawServer } from './raw-server.ts';

const never = new AbortController().signal;
/** Bytes: what the process may have held at its worst. Node itself needs half of it. */
const MEMORY = 160 * 1024 * 1024;
const OK = 'HTTP/1.1 200 OK\r\n';

let prober: Prober;
let pid: number;
beforeAll(async () => {
  prober = startProber({ netns: null });
  await expectWell();
  pid = proberOf(process.pid);
});
afterAll(() => prober.close());

const id = (of: Threat['id']) => named(threatOf(PROBES, of));
const refused = { ok: false, error: 'invalid-http' };
const timedOut = { ok: false, error: 'timeout' };
const GZIP = gzipSync(Buffer.alloc(64 * 1024 * 1024));

/** What the application does with a connection, and what comes of it. */
const ATTACKS: Record<string, { talk: (socket: Socket) => void; answer: object; timeout?: number }> = {
  [id('F128')]: {
    talk: (socket) => pour(socket, `${OK}\r\n`, 'x'.repeat(4096)),
    answer: { ok: true, status: 200, truncated: true },
  },
  [id('F129')]: { talk: (socket) => trickle(socket, OK, 'X-A: b\r\n'), answer: timedOut, timeout: 300 },
  [id('F130')]: {
    talk: (socket) => {
      socket.write(`${OK}Content-Encoding: gzip\r\nContent-Type: application/json\r\n\r\n`);
      socket.end(GZIP);
    },
    answer: { ok: true, status: 200, truncated: false },
  },
  [id('F131')]: {
    talk: (socket) => pour(socket, OK, `X-A: ${'b'.repeat(64 * 1024)}\r\n`),
    answer: refused,
  },
  [id('F134')]: { talk: (socket) => socket.resume(), answer: timedOut, timeout: 300 },
  [id('F135')]: { talk: (socket) => socket.resetAndDestroy(), answer: { ok: false, error: 'ECONNRESET' } },
  [id('F136')]: { talk: (socket) => pour(socket, '', '\0\x01SSH-2.0 \r\n'), answer: refused },
  [id('F138')]: {
    talk: (socket) => socket.end(`${OK}Set-Cookie: a=${'b'.repeat(1024 * 1024)}\r\n\r\n`),
    answer: refused,
  },
  'F234 an answer without a head, as before HTTP/1.0': {
    talk: (socket) => socket.end('<html>hello</html>'),
    answer: refused,
  },
  'F234 a header with a line end of its own, or another control character': {
    talk: (socket) => socket.end(`${OK}Location: /a\r\r\nX-B: \x01\x7f\r\n\r\n`),
    answer: refused,
  },
  'F234 interim answers without end': {
    talk: (socket) => pour(socket, '', 'HTTP/1.1 102 Processing\r\nX-A: b\r\n\r\n'),
    answer: refused,
  },
  'F234 chunks with extensions without end': {
    talk: (socket) => pour(socket, `${OK}Transfer-Encoding: chunked\r\n\r\n1;`, 'a=b;'.repeat(1024)),
    answer: refused,
  },
  'F234 chunks of one byte without end': {
    talk: (socket) => pour(socket, `${OK}Transfer-Encoding: chunked\r\n\r\n`, '1\r\nx\r\n'.repeat(1024)),
    answer: { ok: true, status: 200, truncated: true },
  },
  'F234 trailers without end': {
    talk: (socket) =>
      pour(socket, `${OK}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n`, 'X-Trailer: aaaaaaaaaaaaaaaa\r\n'),
    answer: refused,
  },
  'F234 a length that no body has': {
    talk: (socket) => socket.end(`${OK}Content-Length: 99999999999999999999999\r\n\r\nhi`),
    answer: refused,
  },
  'F234 a length below zero': { talk: (socket) => socket.end(`${OK}Content-Length: -1\r\n\r\nhi`), answer: refused },
  'F234 a second answer behind the first': {
    talk: (socket) => socket.end(`${OK}Content-Length: 2\r\n\r\nhi${OK}Content-Length: 4\r\n\r\nevil`),
    answer: { ok: true, status: 200, body: 'hi' },
  },
  'F234 another protocol that nobody asked for': {
    talk: (socket) => pour(socket, 'HTTP/1.1 101 X\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n', 'x'.repeat(4096)),
    answer: { ok: true, status: 101, body: '' },
  },
};

describe('whatever an application does, its check ends in time, and the next one is well', () => {
  test.for(Object.entries(ATTACKS))('%s', async ([, { talk, answer, timeout = 5000 }]) => {
    await using server = await rawServer(talk);
    const given = await ask(server.port, { timeout });
    expect(given).toMatchObject(answer);
    expect(given.seconds).toBeLessThan(timeout / 1000 + 5);
    expect(JSON.stringify(given).length).toBeLessThan(500_000);
    await expectWell();
  });

  test(id('F132'), async () => {
    await using canary = await listener();
    for (const place of [`http://127.0.0.1:${canary.port}/`, 'http://169.254.169.254/', 'file:///etc/passwd', '//x']) {
      await using server = await rawServer((socket) =>
        socket.end(`HTTP/1.1 302 Found\r\nLocation: ${place}\r\nContent-Length: 0\r\n\r\n`),
      );
      expect(await ask(server.port)).toMatchObject({ ok: true, status: 302 });
    }
    expect(canary.callers).toEqual([]);
  });

  test(id('F133'), async () => {
    let requests = 0;
    await using server = await rawServer((socket) => {
      requests += 1;
      socket.end('HTTP/1.1 307 Again\r\nLocation: /\r\nContent-Length: 0\r\n\r\n');
    });
    expect(await ask(server.port)).toMatchObject({ ok: true, status: 307 });
    expect(requests).toBe(1);
  });

  test(id('F139'), async () => {
    let requests = 0;
    await using server = await rawServer((socket) => {
      requests += 1;
      if (requests === 1) socket.end(`${OK}Content-Length: 2\r\n\r\nhi`);
    });
    expect(await ask(server.port)).toMatchObject({ ok: true, body: 'hi' });
    expect(await ask(server.port, { timeout: 300 })).toMatchObject(timedOut);
    await expectWell();
  });

  test('F235 all of it at the same time needs no more memory than is allowed', async () => {
    const attacks = Object.values(ATTACKS).flatMap((attack) => Array(4).fill(attack) as (typeof attack)[]);
    const answers = await Promise.all(
      attacks.map(async ({ talk, answer, timeout = 5000 }) => {
        await using server = await rawServer(talk);
        return { answer, given: await ask(server.port, { timeout }) };
      }),
    );
    expect(answers.length).toBeGreaterThan(60);
    for (const { answer, given } of answers) expect(given).toMatchObject(answer);
    const peak = Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(MEMORY);
  });

  test('F235 it has been one process all the while, which listens nowhere: nobody can connect to it', () => {
    expect(proberOf(process.pid)).toBe(pid);
    const own = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
    expect(own.length).toBeGreaterThan(3);
    const listening = ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) =>
      readFileSync(`/proc/${pid}/net/${kind}`, 'utf8')
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(/\s+/))
        .filter(([, , , state]) => state === '0A' || state === '07')
        .map((fields) => `socket:[${fields[9]}]`),
    );
    expect(own.filter((link) => listening.includes(link))).toEqual([]);
  });
});

function ask(port: number, request: Partial<ProberRequest> = {}): Promise<Answer> {
  const usual = { address: '127.0.0.1', method: 'GET', path: '/', headers: {}, body: null, timeout: 5000 };
  return prober.send({ ...usual, port, ...request }, never);
}

async function expectWell(): Promise<void> {
  await using server = await rawServer((socket) => socket.end(`${OK}Content-Length: 2\r\n\r\nhi`));
  expect(await ask(server.port)).toMatchObject({ ok: true, status: 200, body: 'hi' });
}

/** As fast as the other side takes it, until that side goes. */
function pour(socket: Socket, first: string, again: string): void {
  socket.write(first);
  const go = () => {
    while (socket.writable && socket.write(again));
  };
  socket.on('drain', go);
  go();
}

function trickle(socket: Socket, first: string, again: string): void {
  socket.write(first);
  const timer = setInterval(() => socket.write(again), 20);
  socket.on('close', () => clearInterval(timer));
}

function proberOf(parent: number): number {
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const [stat, line] = ['stat', 'cmdline'].map((file) => readOf(`/proc/${name}/${file}`)) as [string, string];
    const ppid = Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0]);
    if (ppid === parent && line.includes('prober/process.ts')) return Number(name);
  }
  throw new Error('there is no prober');
}

function readOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
