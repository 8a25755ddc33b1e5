import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
    for (const rung of Object.values(persistence?.ladder ?? {})) expect(rung?.found).toBeNull();
  });
});

async function evidenceOf(files: HostileFiles, patch: Record<string, unknown>, signal: AbortSignal) {
  return withFolder(async (folder) => {
    await writeFiles(folder, files);
    const { evidence, leftovers } = await grading.run(folder, bareAssignment(patch), signal, []);
    expect(leftovers).toEqual({ containers: 0, networks: 0, volumes: 0, images: 0 });
    return evidence;
  });
}
