import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/**
 * A redis-server of a test file's own, with an append-only file, on a unix socket in a temporary folder. Start it in `beforeAll`, stop it in `afterAll`;
 * a test that needs an empty queue calls `clear` first. It ends with the process that started it.
 */
export class TestRedis {
  /** For `connectQueue` and `consume`. */
  readonly url: string;
  /** For looking into it. Waits for Redis while it is away. */
  readonly client: Redis;
  readonly #folder: string;
  #server: ChildProcess;

  private constructor(folder: string) {
    const path = join(folder, 'redis.sock');
    this.url = `unix://${path}`;
    this.#folder = folder;
    this.#server = launch(folder);
    this.client = new Redis({ path, maxRetriesPerRequest: null, retryStrategy: () => 20 });
    // While the server is away the client says so again and again; the test knows.
    this.client.on('error', () => undefined);
  }

  static async start(): Promise<TestRedis> {
    const redis = new TestRedis(await mkdtemp(join(tmpdir(), 'dockgrade-redis-')));
    await redis.client.ping();
    return redis;
  }

  /** Forgets everything, as if the server had lost its file, without a restart. */
  async clear(): Promise<void> {
    await this.client.flushall();
  }

  /** kill -9. */
  async kill(): Promise<void> {
    const ended = once(this.#server, 'exit');
    this.#server.kill('SIGKILL');
    await ended;
  }

  /** Starts it again on the same socket; without its file everything is lost. */
  async restart({ withFile }: { withFile: boolean }): Promise<void> {
    if (!withFile) await rm(join(this.#folder, 'appendonlydir'), { recursive: true, force: true });
    this.#server = launch(this.#folder);
    await this.client.ping();
  }

  /** Stops answering without closing a connection, as a machine that hangs does. */
  freeze(): void {
    this.#server.kill('SIGSTOP');
  }

  thaw(): void {
    this.#server.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    this.client.disconnect();
    if (this.#server.exitCode === null && this.#server.signalCode === null) await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function launch(folder: string): ChildProcess {
  const settings = {
    port: '0',
    unixsocket: join(folder, 'redis.sock'),
    unixsocketperm: '600',
    dir: folder,
    save: '',
    appendonly: 'yes',
    'maxmemory-policy': 'noeviction',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  return spawn('setpriv', ['--pdeathsig', 'KILL', 'redis-server', ...flags], { stdio: 'ignore' });
}
