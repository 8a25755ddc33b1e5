import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listener } from '../support/canary.ts';
import { type GitServer, gitServer } from '../worker/fetch/git-server.ts';
import { processesWith } from '../worker/fetch/processes.ts';
import { makeRepository, type Repository } from '../worker/fetch/repository.ts';
import { taking, temporary } from '../worker/fetch/taking.ts';
import { GIT } from './catalog/git.ts';
import { named, threatOf } from './catalog/threat.ts';
import { line } from './git-answers.ts';

/** No name server knows it. */
const COURSE = 'git.course.test';

let server: GitServer;
let course: GitServer;
let homework: Repository;

beforeAll(async () => {
  [server, course] = await Promise.all([gitServer(), gitServer(COURSE)]);
  const trusted = join(temporary(), 'trusted.pem');
  writeFileSync(trusted, [server, course].map(({ certificate }) => readFileSync(certificate, 'utf8')).join('\n'));
  process.env.GIT_SSL_CAINFO = trusted;
  homework = makeRepository(join(server.root, 'homework'));
  homework.commit({ a: 'first' });
  makeRepository(join(course.root, 'homework')).commit({ a: 'course' });
});
beforeEach(() => {
  server.intercept = () => false;
  course.intercept = () => false;
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await course[Symbol.asyncDispose]();
});

test(named(threatOf(GIT, 'F119')), async () => {
  await using inside = await listener();
  const targets = [
    'http://169.254.169.254/latest/meta-data',
    `http://127.0.0.1:${inside.port}`,
    `https://127.0.0.1:${inside.port}`,
    `//localhost:${inside.port}`,
    'file:///etc/passwd',
    'ext::sh',
  ];
  for (const target of targets) {
    for (const method of ['GET', 'POST']) {
      let asked = 0;
      server.intercept = (request, response) => {
        if (request.method !== method) return false;
        asked += 1;
        const path = method === 'GET' ? '/info/refs?service=git-upload-pack' : '/git-upload-pack';
        response.writeHead(302, { location: `${target}${path}` }).end();
        return true;
      };
      const fault = { code: 'repository-unreachable' };
      await expect(taking(`${server.url}/homework`), `${method} ${target}`).rejects.toMatchObject(fault);
      expect(asked).toBeGreaterThan(0);
    }
  }
  expect(inside.callers).toEqual([]);
});

test(named(threatOf(GIT, 'F123')), async () => {
  server.intercept = (_, response) => {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="Password, please"' }).end();
    return true;
  };
  const began = performance.now();
  await expect(taking(`${server.url}/homework`)).rejects.toMatchObject({ code: 'repository-private' });
  expect(performance.now() - began).toBeLessThan(20_000);
});

test(named(threatOf(GIT, 'F127')), async () => {
  const { git } = homework;
  const first = git('rev-parse', 'HEAD');
  const asked: string[] = [];
  server.intercept = ({ method }, _, body) => {
    if (method === 'POST') asked.push(/command=(ls-refs|fetch)/.exec(`${body}`)?.[1] ?? '');
    // The branches were listed: whoever asks now finds another history.
    if (method === 'GET' && asked.length > 0) {
      writeFileSync(join(homework.folder, 'a'), 'forced');
      git('commit', '--quiet', '--all', '--amend', '--message=forced');
    }
    return false;
  };
  const { evidence, checkout } = await taking(`${server.url}/homework`, 'main');
  expect(asked[0]).toBe('ls-refs');
  expect(asked.at(-1)).toBe('fetch');
  expect(git('rev-parse', 'HEAD')).not.toBe(first);
  expect(evidence.commit).toBe(first);
  expect(readFileSync(join(checkout, 'a'), 'utf8')).toBe('first');
});

test(named(threatOf(GIT, 'F220')), async () => {
  await using inside = await listener();
  const hosts = join(temporary(), 'hosts');
  const names = {
    'loopback.test': ['127.0.0.1'],
    'loopback6.test': ['::1'],
    'beside.test': ['140.82.112.3', '127.0.0.1'],
    'mapped.test': ['::ffff:127.0.0.1'],
    'lan.test': ['10.1.2.3'],
    'metadata.test': ['169.254.169.254'],
    'unique-local.test': ['fd00:ec2::254'],
  };
  const lines = Object.entries(names).flatMap(([name, all]) => all.map((address) => `${address} ${name}\n`));
  writeFileSync(hosts, lines.join(''));
  const child = ['node', join(import.meta.dirname, 'fixtures', 'take-child.ts')];
  const addresses = Object.keys(names).map((name) => `https://${name}:${inside.port}/a/b`);
  const { stdout } = await execa('bwrap', [
    '--dev-bind',
    '/',
    '/',
    '--bind',
    hosts,
    '/etc/hosts',
    ...child,
    ...addresses,
  ]);
  expect(stdout.split('\n')).toEqual(addresses.map(() => 'repository-not-allowed'));
  expect(inside.callers).toEqual([]);
});

test(named(threatOf(GIT, 'F221')), async () => {
  course.intercept = (request, response) => {
    if (!request.url?.startsWith('/old/')) return false;
    response.writeHead(301, { location: request.url.replace('/old/', '/homework/') }).end();
    return true;
  };
  const pinned = [{ host: new URL(course.url).host, address: '127.0.0.1' }];
  expect((await taking(`${course.url}/old`, null, undefined, pinned)).files).toEqual(['a']);
  // Looked up, it leads nowhere.
  await expect(taking(`${course.url}/old`, null, undefined, [])).rejects.toMatchObject({
    code: 'repository-unreachable',
    message: expect.stringContaining(COURSE),
  });
});

const SLOW: Record<string, (response: ServerResponse, request: IncomingMessage) => void> = {
  'never-answers': () => undefined,
  'a-byte-at-a-time': ({ socket }) => again(socket, 'H'),
  'endless-headers': ({ socket }) => again(socket, 'X-More: and more\r\n', 'HTTP/1.1 200 OK\r\n'),
  'endless-branches': (response, { method }) => {
    const type = method === 'GET' ? 'advertisement' : 'result';
    response.writeHead(200, { 'content-type': `application/x-git-upload-pack-${type}` });
    if (method === 'GET')
      response.end(Buffer.concat([line('version 2\n'), line('ls-refs\n'), line('fetch\n'), Buffer.from('0000')]));
    else again(response, line(`${'a'.repeat(40)} refs/heads/${'b'.repeat(200)}\n`));
  },
  'silent-after-a-redirect': (response, request) => {
    if (!request.headers['user-agent']?.startsWith('git/2.')) return;
    response.writeHead(302, { location: `${request.url}&again` }).end();
  },
};

/** Writes it again and again, until nobody listens any more. */
function again(to: NodeJS.WritableStream | null, text: string | Buffer, first: string | Buffer = ''): void {
  if (first.length > 0) to?.write(first);
  const timer = setInterval(() => to?.write(text), 20);
  to?.on('close', () => clearInterval(timer)).on('error', () => clearInterval(timer));
}

test(named(threatOf(GIT, 'F225')), async () => {
  const reached = new Set<string>();
  server.intercept = (request, response) => {
    const [, way = ''] = request.url?.split('/') ?? [];
    reached.add(way);
    SLOW[way]?.(response, request);
    return way in SLOW;
  };
  const began = performance.now();
  const ways = Object.keys(SLOW);
  const ends = await Promise.all(ways.map((way) => taking(`${server.url}/${way}/x`).catch((error: unknown) => error)));
  expect(ends).toEqual(ways.map(() => expect.objectContaining({ code: 'repository-unreachable' })));
  expect(performance.now() - began).toBeLessThan(30_000);
  expect([...reached].sort()).toEqual(ways.sort());
  await expect.poll(() => processesWith(server.url), { interval: 20 }).toEqual([]);
});

test(named(threatOf(GIT, 'F226')), async () => {
  const lie =
    '\u001b]0;owned\u0007\u001b[31mNo space left on device\r\nfatal: Authentication failed\n\u202eNo space left on device';
  server.intercept = (request, response) => {
    if (request.method !== 'POST') return false;
    response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' }).end(line(`ERR ${lie}`));
    return true;
  };
  const error: unknown = await taking(`${server.url}/homework`).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'repository-damaged' });
  const { message, stack, cause } = error as Error;
  expect((cause as Error).message).toContain('No space left on device');
  const said = [message, stack, (cause as Error).message].join('\n');
  for (const sign of ['\u001b', '\u0007', '\r', '\u202e']) expect(said).not.toContain(sign);
});

test(named(threatOf(GIT, 'F227')), async () => {
  let asked = 0;
  course.intercept = () => {
    asked += 1;
    return false;
  };
  const impostor = `localhost:${new URL(course.url).port}`;
  await expect(taking(`https://${impostor}/homework`)).rejects.toMatchObject({
    code: 'repository-unreachable',
    message: expect.stringContaining('certificate'),
  });
  expect(asked).toBe(0);
});
