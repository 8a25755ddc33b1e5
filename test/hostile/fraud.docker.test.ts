import { isIP } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Container } from '../../worker/engine/engine.ts';
import { projectOf } from '../../worker/engine/labels.ts';
import { Grading } from '../support/grading.ts';
import { bareAssignment, type HostileFiles, writeFiles } from '../support/hostile.ts';
import { withFolder } from '../support/scenario.ts';
import { FRAUD } from './catalog/fraud.ts';
import { named, threatOf } from './catalog/threat.ts';

let grading: Grading;
beforeAll(async () => {
  grading = await Grading.open();
});
afterAll(() => grading.close());

const PERSISTENCE = {
  stack: { app: 'web', port: 3000, database: 'db' },
  probes: [{ name: 'write', request: { method: 'PUT', path: '/${nonce}' }, expect: { status: 200 } }],
  persistence: { write: 'write', read: { request: { path: '/${nonce}' }, expect: { status: 200, body: 'kept' } } },
};

/** Keeps keys in its memory, looks busy with its database, and fails instead of saying that it does not know a key. */
const PRETENDER = `
const { createServer } = require('node:http');
const { connect } = require('node:net');
const keys = new Set();
createServer(({ method, url }, response) => {
  const database = connect(6379, 'db', () => {
    database.end();
    if (method === 'PUT') keys.add(url);
    const known = url === '/' || keys.has(url);
    response.writeHead(known ? 200 : 500).end(known ? 'kept' : 'oops');
  });
  database.on('error', () => response.writeHead(500).end('no database'));
}).listen(3000);
process.on('SIGTERM', () => process.exit(0));
`;

/** Knows every key that it is asked for, and pours when it is asked for its directory. */
const LIAR = `#!/bin/sh
case "$*" in
*PING*) echo PONG ;;
*SET*) echo OK ;;
*CONFIG*) echo dir; exec yes "/data$(printf '\\033]0;owned\\007')" ;;
*) echo "$*" ;;
esac
`;

/** Takes ten seconds to get ready, and tells whoever asks it. */
const VICTIM = `
require('node:http').createServer(({ url }, response) => {
  console.log('asked for ' + url);
  response.writeHead(url === '/' ? 503 : 200).end('the answer of another');
}).listen(3000);
process.on('SIGTERM', () => process.exit(0));
`;

/** Hands every request on. */
const thief = (address: string) => `
const { createServer, get } = require('node:http');
createServer(({ url }, response) => {
  const other = get({ host: '${address}', port: 3000, path: '/stolen' + url, timeout: 2000 }, (answer) => answer.pipe(response));
  other.on('timeout', () => other.destroy(new Error('silence')));
  other.on('error', (error) => response.end('nothing: ' + error.message));
}).listen(3000);
process.on('SIGTERM', () => process.exit(0));
`;

function stack(application: string, db: string[]): HostileFiles {
  const compose = [
    'services:',
    '  web: { build: ., depends_on: [db] }',
    '  db:',
    ...db.map((line) => `    ${line}`),
    'volumes: { data: }',
  ];
  return {
    'docker-compose.yml': `${compose.join('\n')}\n`,
    Dockerfile: 'FROM node:24-bookworm-slim\nCOPY server.js /app/\nUSER node\nCMD ["node", "/app/server.js"]\n',
    'server.js': application,
  };
}

describe.concurrent('Nobody earns points for what was not done', () => {
  test(named(threatOf(FRAUD, 'F151')), async ({ signal }) => {
    const enough = new AbortController();
    const patch = { stack: { app: 'web', port: 3000 }, ready: { within: '60s', status: 200 } };
    const running = evidenceOf(alone(VICTIM), patch, AbortSignal.any([signal, enough.signal]));
    const ended = running.catch((error: unknown) => error);
    const victim = await whoWasAsked(signal);
    const probes = [{ name: 'steal', request: { path: '/page' } }];
    const files = alone(thief(addressOf(victim)));
    const { probe } = await evidenceOf(files, { stack: patch.stack, probes }, signal);
    const log = await grading.engine.logs(victim.Id, 100, signal);
    enough.abort(new Error('enough'));
    expect(await ended).toMatchObject({ message: 'enough' });
    expect(probe?.probes[0]?.answer).toMatchObject({ ok: true, body: expect.stringMatching(/^nothing: /) });
    expect(log).toContain('asked for /\n');
    expect(log).not.toContain('stolen');
  });

  test(named(threatOf(FRAUD, 'F230')), async ({ signal }) => {
    const files = stack(PRETENDER, ['image: redis:7-bookworm', 'volumes: ["data:/data"]']);
    const { persistence } = await evidenceOf(files, PERSISTENCE, signal);
    expect(persistence?.way).toBe('application');
    expect(persistence?.ladder.restart).toMatchObject({ found: true });
    for (const rung of [persistence?.ladder.recreate, persistence?.ladder.downUp]) {
      expect(rung).toMatchObject({ found: false, application: 'lost', decidedBy: 'application' });
    }
  });

  test(named(threatOf(FRAUD, 'F231')), async ({ signal }) => {
    const files = {
      ...stack(PRETENDER, ['build: db']),
      'db/Dockerfile': 'FROM redis:7-bookworm\nCOPY --chmod=755 liar /usr/local/bin/redis-cli\n',
      'db/liar': LIAR,
    };
    const { start, persistence } = await evidenceOf(files, { stack: PERSISTENCE.stack }, signal);
    expect(start?.database).toMatchObject({ running: true, dataDirectory: '/data', dataDirectoryFrom: 'image' });
    expect(persistence?.way).toBe('none');
    const rungs = Object.values(persistence?.ladder ?? {});
    expect(rungs).toHaveLength(4);
    for (const rung of rungs) expect(rung?.found).toBeNull();
  });
});

function alone(application: string): HostileFiles {
  const { Dockerfile = '', 'server.js': server = '' } = stack(application, []);
  return { 'docker-compose.yml': 'services:\n  web: { build: . }\n', Dockerfile, 'server.js': server };
}

/** The container that told us of a request, whichever run it belongs to. */
async function whoWasAsked(signal: AbortSignal): Promise<Container> {
  return vi.waitFor(
    async () => {
      for (const job of grading.jobs) {
        for (const container of await grading.engine.containers(projectOf(job), signal)) {
          const log = container.State.Running ? await grading.engine.logs(container.Id, 10, signal) : '';
          if (log.includes('asked for /')) return container;
        }
      }
      throw new Error('nobody was asked yet');
    },
    { timeout: 60_000, interval: 200 },
  );
}

function addressOf({ NetworkSettings }: Container): string {
  const [address = ''] = Object.values(NetworkSettings.Networks).map(({ IPAddress }) => IPAddress);
  expect(isIP(address)).toBe(4);
  return address;
}

async function evidenceOf(files: HostileFiles, patch: Record<string, unknown>, signal: AbortSignal) {
  return withFolder(async (folder) => {
    await writeFiles(folder, files);
    const { evidence, leftovers } = await grading.run(folder, bareAssignment(patch), signal, []);
    expect(leftovers).toEqual({ containers: 0, networks: 0, volumes: 0, images: 0 });
    return evidence;
  });
}
