import { catalogCommands } from './catalog.js';
import { crudCommands } from './crud.js';
import { Failure } from './failure.js';
import { credentialsOf, MECHANISM_NAMES, Scram } from './scram.js';
import { LIMITS } from './wire.js';

export const VERSION = '7.0.0';

const USERS = 'admin.system.users';
const FREE = new Set([
  'hello',
  'ismaster',
  'isMaster',
  'ping',
  'buildInfo',
  'buildinfo',
  'saslStart',
  'saslContinue',
  'logout',
  'connectionStatus',
  'endSessions',
  'whatsmyuri',
  'getParameter',
]);

/** Answers the commands of one connection. `context` is the server's: store, cursors and whether users must sign in. */
export class Session {
  constructor(context) {
    this.context = context;
    this.user = undefined;
  }

  /** The answer to a command; a failure is an answer too. */
  answer(command) {
    const [name] = Object.keys(command);
    try {
      const run = COMMANDS[name];
      if (!run) throw new Failure(59, 'CommandNotFound', `no such command: '${name}'`);
      if (command.startTransaction)
        throw new Failure(
          20,
          'IllegalOperation',
          'Transaction numbers are only allowed on a replica set member or mongos',
        );
      if (this.context.authorization && !this.user && !FREE.has(name)) {
        throw new Failure(13, 'Unauthorized', `Command ${name} requires authentication`);
      }
      return { ...run(this.context, command, this), ok: 1 };
    } catch (error) {
      const { code, codeName, details } = error instanceof Failure ? error : new Failure(1, 'InternalError', '');
      return { ok: 0, errmsg: error.message, code, codeName, ...details };
    }
  }
}

/** Keeps a user and what is needed to check its password. */
export function createUser(store, { createUser: user, pwd, roles, $db: db }) {
  if (store.get(USERS).documents.size > 0 && findUser(store, db, user)) {
    throw new Failure(51003, 'Location51003', `User "${user}@${db}" already exists`);
  }
  const document = { _id: `${db}.${user}`, user, db, roles: roles ?? [], credentials: credentialsOf(user, pwd) };
  store.write([{ change: 'put', namespace: USERS, document }]);
  return {};
}

function findUser(store, db, user) {
  return [...store.get(USERS).documents.values()].find((document) => document.db === db && document.user === user);
}

const hello = ({ store }, command) => {
  const [db, ...user] = (command.saslSupportedMechs ?? '').split('.');
  const known = user.length > 0 && findUser(store, db, user.join('.'));
  return {
    isWritablePrimary: true,
    ismaster: true,
    helloOk: true,
    ...LIMITS,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
    ...(known && { saslSupportedMechs: MECHANISM_NAMES }),
  };
};

const COMMANDS = {
  ...crudCommands,
  ...catalogCommands,
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: () => ({}),
  endSessions: () => ({}),
  buildInfo: () => ({
    version: VERSION,
    versionArray: [7, 0, 0, 0],
    gitVersion: 'stand-in',
    modules: [],
    bits: 64,
    ...LIMITS,
  }),
  getParameter: () => ({ featureCompatibilityVersion: { version: '7.0' } }),
  getCmdLineOpts: () => ({ argv: ['mongod'], parsed: {} }),
  getLog: () => ({ totalLinesWritten: 0, log: [] }),
  hostInfo: () => ({ system: {}, os: { type: 'Linux' } }),
  serverStatus: () => ({ host: 'stand-in', version: VERSION, process: 'mongod', uptime: process.uptime() }),
  whatsmyuri: () => ({ you: '127.0.0.1:0' }),
  replSetGetStatus: () => {
    throw new Failure(76, 'NoReplicationEnabled', 'not running with --replSet');
  },
  getMore: ({ cursors }, command) => cursors.more(command.getMore, command.batchSize),
  killCursors: ({ cursors }, command) => cursors.kill(command.cursors),
  createUser: ({ store }, command) => createUser(store, command),
  dropUser: ({ store }, command) => {
    store.write([{ change: 'remove', namespace: USERS, id: `${command.$db}.${command.dropUser}` }]);
    return {};
  },
  usersInfo: ({ store }) => ({
    users: [...store.get(USERS).documents.values()].map(({ user, db, roles }) => ({ user, db, roles })),
  }),
  saslStart: ({ store }, command, session) => {
    session.scram = new Scram(command.mechanism, (user) => findUser(store, command.$db, user)?.credentials);
    return session.scram.start(text(command.payload), command.options?.skipEmptyExchange);
  },
  saslContinue: (_context, command, session) => {
    if (!session.scram) throw new Failure(17, 'ProtocolError', 'No SASL session state found');
    const answer = session.scram.proceed(text(command.payload));
    session.user = { user: session.scram.user, db: command.$db };
    return answer;
  },
  logout: (_context, _command, session) => {
    session.user = undefined;
    return {};
  },
  connectionStatus: (_context, _command, { user }) => ({
    authInfo: { authenticatedUsers: user ? [user] : [], authenticatedUserRoles: [] },
  }),
};
COMMANDS.buildinfo = COMMANDS.buildInfo;

function text(payload) {
  return Buffer.from(payload.buffer).toString('utf8');
}
