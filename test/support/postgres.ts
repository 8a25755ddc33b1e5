import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const USER = 'dockgrade';
const READY = 15_000;

/**
 * A PostgreSQL server of a test file's own, on a unix socket in a temporary folder, as user `postgres` where the test is root. Start it in `beforeAll`, stop it in
 * `afterAll`; each test makes itself a `database`. It ends with the process that started it.
 */
export class TestPostgres {
  readonly #folder: string;
  readonly #bin: string;
  readonly #durable: boolean;
  #server: ChildProcess;
  #databases = 0;

  private constructor(folder: string, bin: string, durable: boolean) {
    this.#folder = folder;
    this.#bin = bin;
    this.#durable = durable;
    this.#server = this.#launch();
  }

  /** @param durable writes to the disk as a real server does: for measuring only */
  static async start({ durable = false } = {}): Promise<TestPostgres> {
    const bin = await binaries();
    const folder = await mkdtemp(join(tmpdir(), 'dockgrade-postgres-'));
    if (isRoot()) await chown(folder, ...(await postgresUser()));
    const initdb = [`${bin}/initdb`, '-D', join(folder, 'data'), '-U', USER, '-A', 'trust', '-E', 'UTF8', '--no-sync'];
    await run('setpriv', [...asPostgres(), ...initdb, '--locale=C.UTF-8'], { cwd: folder });
    const server = new TestPostgres(folder, bin, durable);
    await server.#ready();
    return server;
  }

  /** Address of a new, empty database. */
  async database(): Promise<string> {
    this.#databases += 1;
    const name = `test_${this.#databases}`;
    const client = new pg.Client(this.#url('postgres'));
    await client.connect();
    try {
      await client.query(`create database ${name}`);
    } finally {
      await client.end();
    }
    return this.#url(name);
  }

  /** Ends the server at once, as a crash does. */
  async kill(): Promise<void> {
    if (this.#server.exitCode !== null || this.#server.signalCode !== null) return;
    const ended = once(this.#server, 'exit');
    this.#server.kill('SIGQUIT');
    await ended;
  }

  async restart(): Promise<void> {
    this.#server = this.#launch();
    await this.#ready();
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #url(database: string): string {
    return `postgresql://${USER}@/${database}?host=${encodeURIComponent(this.#folder)}`;
  }

  #launch(): ChildProcess {
    const settings = {
      listen_addresses: '',
      unix_socket_directories: this.#folder,
      max_connections: '100',
      ...(this.#durable ? {} : { fsync: 'off', full_page_writes: 'off', shared_buffers: '32MB' }),
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const command = [`${this.#bin}/postgres`, '-D', join(this.#folder, 'data'), ...flags];
    return spawn('setpriv', [...asPostgres(), '--pdeathsig', 'QUIT', ...command], {
      cwd: this.#folder,
      stdio: 'ignore',
    });
  }

  async #ready(): Promise<void> {
    const deadline = Date.now() + READY;
    for (;;) {
      const client = new pg.Client(this.#url('postgres'));
      try {
        await client.connect();
        await client.end();
        return;
      } catch (error) {
        if (Date.now() > deadline || this.#server.exitCode !== null) throw error;
        await sleep(20);
      }
    }
  }
}

/** PostgreSQL refuses to run as root. */
function asPostgres(): string[] {
  return isRoot() ? ['--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

async function postgresUser(): Promise<[number, number]> {
  const ids = await Promise.all(['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)));
  const [user, group] = ids;
  if (user === undefined || group === undefined) throw new Error('there is no user postgres');
  return [user, group];
}

/** Debian keeps them outside of the path. */
async function binaries(): Promise<string> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  const newest = versions.map(Number).sort((a, b) => b - a)[0];
  if (newest !== undefined) return `/usr/lib/postgresql/${newest}/bin`;
  return (await run('pg_config', ['--bindir'])).stdout.trim();
}
