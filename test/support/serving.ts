import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { SubmissionView } from '../../src/core/wire/submission.ts';
import { stopOwnEngine } from '../../worker/engine/own/index.ts';

const LAUNCHER = join(import.meta.dirname, '../../bin/dockgrade');

/** A machine of its own for `dockgrade serve`: an empty data folder, with an engine of its own in it, and a free port. */
export class Serving {
  readonly data: string;
  readonly port: number;
  #process: ChildProcess | null = null;
  #output: string[] = [];

  private constructor(data: string, port: number) {
    this.data = data;
    this.port = port;
  }

  static async prepare(): Promise<Serving> {
    return new Serving(await mkdtemp(join(tmpdir(), 'dockgrade-serving-')), await freePort());
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  get environment(): NodeJS.ProcessEnv {
    const place = { DOCKGRADE_DATA: this.data, DOCKGRADE_PORT: String(this.port), DOCKGRADE_URL: this.url };
    return { ...process.env, ...place, DOCKGRADE_DRAIN: '0' };
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** What it printed since its last start. */
  output(): string {
    return this.#output.join('');
  }

  /** Starts it and waits until it says that it is up. */
  async start(): Promise<string> {
    this.#output = [];
    const child = spawn(LAUNCHER, ['serve'], { env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => this.#output.push(String(chunk)));
    this.#process = child;
    await vi.waitFor(() => expect(this.output()).toContain('Ctrl-C stops it.'), { timeout: 300_000 });
    return this.output();
  }

  /** Sends a signal and waits for the end. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#process;
    if (!child) throw new Error('it does not run');
    const closed = once(child, 'close');
    child.kill(signal);
    const [code] = await closed;
    this.#process = null;
    return code;
  }

  /** Asks the API as the teacher. */
  async api(path: string, init: RequestInit = {}): Promise<Response> {
    const token = readFileSync(join(this.data, 'teacher-token'), 'utf8').trim();
    return fetch(`${this.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
  }

  async submission(id: string): Promise<SubmissionView> {
    return (await (await this.api(`/api/submissions/${id}`)).json()) as SubmissionView;
  }

  /** Command lines of processes that work with this data folder, by their arguments or their environment: service, worker, Redis, engine. */
  processes(): string[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => ({ arguments: told(pid, 'cmdline'), environment: told(pid, 'environ') }))
      .filter((process) => Object.values(process).some((text) => text.includes(this.data)))
      .map((process) => process.arguments.replaceAll('\0', ' ').trim());
  }

  async dispose(): Promise<void> {
    if (this.#process) await this.end('SIGINT');
    await stopOwnEngine(this.data);
    await rm(this.data, { recursive: true, force: true });
  }
}

/** What the kernel tells of a process; nothing once it has ended, nor of others' processes. */
function told(pid: string, file: 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
