import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect } from 'vitest';

const WHOLE = {
  depth: null,
  maxArrayLength: null,
  maxStringLength: null,
  breakLength: Number.POSITIVE_INFINITY,
} as const;

/** A secret of the worker: in its environment (`WORKER_SECRET`) and in a file of its machine. Nothing that leaves a run may hold it. */
export class Canary implements AsyncDisposable {
  readonly secret = `canary-${randomBytes(12).toString('hex')}`;
  /** Absolute path. */
  readonly file: string;
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.file = join(folder, 'secret');
  }

  static async plant(): Promise<Canary> {
    const canary = new Canary(await mkdtemp(join(tmpdir(), 'dockgrade-canary-')));
    await writeFile(canary.file, `${canary.secret}\n`);
    process.env.WORKER_SECRET = canary.secret;
    return canary;
  }

  /** Whatever came of a run: a report, evidence, an error with its causes and details. */
  expectNowhereIn(...outcomes: unknown[]): void {
    expect(inspect(outcomes, WHOLE)).not.toContain(this.secret);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    delete process.env.WORKER_SECRET;
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** A TCP listener that remembers whoever connected: the worker's Redis, a host of its network. */
export async function listener(host = '127.0.0.1'): Promise<Listener> {
  const callers: string[] = [];
  const server = createServer((socket) => {
    callers.push(`${socket.remoteAddress}`);
    socket.on('error', () => socket.destroy());
    socket.end('+PONG\r\n');
  });
  server.listen(0, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    callers,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}

export interface Listener extends AsyncDisposable {
  port: number;
  /** The addresses that connected, in their order. */
  readonly callers: readonly string[];
}
