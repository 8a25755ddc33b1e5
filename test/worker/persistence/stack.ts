import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultRubric } from '../../../graders/index.ts';
import { parseAssignment } from '../../../src/core/assignment/parse.ts';

/** What is different from a stack that waits for its database by condition. */
export interface Kind {
  /** What the application does when its database refuses at its start: it ends, tries again, or answers 500 for ever. */
  refused: 'ends' | 'retries' | 'gives-up';
  /** Lines of the service `web`, and of `db`. */
  web?: string[];
  db?: string[];
  services?: string[];
}

export const WAITS = ['depends_on: { db: { condition: service_healthy } }'];

export const ASSIGNMENT = parseAssignment(
  `
id: keys
title: Keys
stack: { app: web, port: 3000, database: db }
ready: { within: 20s }
probes: [{ name: write, request: { method: PUT, path: '/\${nonce}' }, expect: { status: 200 } }]
persistence: { write: write, read: { request: { path: '/\${nonce}' }, expect: { status: 200, body: kept } } }
`,
  'keys.yaml',
  defaultRubric,
);

/** Writes a submission: a small program without dependencies keeps keys in Redis. */
export async function writeStack(folder: string, { refused, web = [], db = [], services = [] }: Kind): Promise<void> {
  const compose = [
    'services:',
    '  web:',
    '    build: .',
    '    ports: ["3000:3000"]',
    `    environment: { REFUSED: ${refused} }`,
    ...web.map((line) => `    ${line}`),
    '  db:',
    '    image: redis:7-bookworm',
    '    command: [redis-server, --appendonly, "yes"]',
    '    volumes: ["data:/data"]',
    '    healthcheck: { test: [CMD, redis-cli, -h, 127.0.0.1, ping], interval: 2s }',
    ...db.map((line) => `    ${line}`),
    ...services.map((line) => `  ${line}`),
    'volumes: { data: }',
  ];
  await Promise.all([
    writeFile(join(folder, 'docker-compose.yml'), `${compose.join('\n')}\n`),
    writeFile(join(folder, 'Dockerfile'), DOCKERFILE),
    writeFile(join(folder, 'server.js'), SERVER),
  ]);
}

const DOCKERFILE = 'FROM node:24-bookworm-slim\nCOPY server.js /app/\nUSER node\nCMD ["node", "/app/server.js"]\n';

const SERVER = `
const { createServer } = require('node:http');
const { connect } = require('node:net');

const say = (words) => new Promise((resolve, reject) => {
  const socket = connect(6379, 'db', () => socket.write(words + '\\r\\n'));
  socket.on('error', reject);
  socket.on('data', (data) => resolve(String(data)) ?? socket.end());
});

let usable = true;
createServer(async ({ method, url }, response) => {
  try {
    if (!usable) throw new Error('no database');
    const key = url.slice(1) || 'none';
    response.end(await say(method === 'PUT' ? 'SET ' + key + ' kept' : 'GET ' + key));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}).listen(3000);

(async function begin() {
  try {
    await say('PING');
  } catch (error) {
    console.log('At the start: ' + error.message);
    if (process.env.REFUSED === 'ends') process.exit(3);
    if (process.env.REFUSED === 'gives-up') usable = false;
    else setTimeout(begin, 500);
  }
})();
process.on('SIGTERM', () => process.exit(0));
`;
