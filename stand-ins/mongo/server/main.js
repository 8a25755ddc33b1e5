// A stand-in for mongod: the wire protocol for one node, as far as homework uses it. Options as mongod's own.
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Cursors } from './cursors.js';
import { createUser, Session, VERSION } from './session.js';
import { Store } from './store.js';
import { parseMessage, splitMessages } from './wire.js';

process.title = 'mongod';

const { values: options } = parseArgs({
  options: {
    dbpath: { type: 'string', default: '/data/db' },
    port: { type: 'string', default: '27017' },
    bind_ip: { type: 'string', default: '0.0.0.0' },
    bind_ip_all: { type: 'boolean' },
    auth: { type: 'boolean', default: false },
    /** Ours: makes the first user of MONGO_INITDB_ROOT_USERNAME and MONGO_INITDB_ROOT_PASSWORD, then ends. */
    createRoot: { type: 'boolean', default: false },
  },
  strict: false,
});

mkdirSync(options.dbpath, { recursive: true });
const store = new Store(join(options.dbpath, 'dockgrade-stand-in.bson'));

if (options.createRoot) {
  const { MONGO_INITDB_ROOT_USERNAME: user, MONGO_INITDB_ROOT_PASSWORD: pwd } = process.env;
  createUser(store, { createUser: user, pwd, roles: [{ role: 'root', db: 'admin' }], $db: 'admin' });
  store.close();
} else {
  serve();
}

function serve() {
  const context = { store, cursors: new Cursors(), authorization: options.auth };
  const server = createServer((socket) => {
    const session = new Session(context);
    let waiting = Buffer.alloc(0);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      try {
        const { messages, rest } = splitMessages(Buffer.concat([waiting, bytes]));
        waiting = rest;
        for (const message of messages) {
          const { command, reply } = parseMessage(message);
          const answer = reply(session.answer(command));
          if (answer) socket.write(answer);
        }
      } catch (error) {
        log('E', 'NETWORK', error.message);
        socket.destroy();
      }
    });
  });
  server.on('error', (error) => {
    log('F', 'CONTROL', error.message);
    process.exit(48);
  });
  const host = options.bind_ip_all ? '0.0.0.0' : options.bind_ip.split(',')[0];
  server.listen({ port: Number(options.port), host }, () =>
    log('I', 'NETWORK', 'Waiting for connections', { port: Number(options.port) }),
  );
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => {
      log('I', 'CONTROL', 'Received signal', { signal });
      store.close();
      process.exit(0);
    });
  }
  log('I', 'CONTROL', 'Build Info', { version: VERSION, standIn: true });
}

/** One line of JSON, as mongod logs. */
function log(s, c, msg, attr = {}) {
  process.stdout.write(`${JSON.stringify({ t: { $date: new Date().toISOString() }, s, c, ctx: 'main', msg, attr })}\n`);
}
