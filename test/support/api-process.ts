import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { freePort } from '../../src/queue/own/place.ts';
import { ROOT } from './places.ts';

/** `dockgrade api` as a process of its own that can be killed and started again on the same data and port. */
export class ApiProcess {
  readonly url: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #data: string;
  #child: ChildProcess | null = null;

  private constructor(data: string, port: number, settings: NodeJS.ProcessEnv) {
    this.url = `http://127.0.0.1:${port}`;
    this.#data = data;
    this.#environment = {
      ...process.env,
      DOCKGRADE_DATA: data,
      DOCKGRADE_PORT: String(port),
      DOCKGRADE_URL: this.url,
      DOCKGRADE_LOG: 'error',
      ...settings,
    };
  }

  /** @param data an empty folder */
  static async start(data: string, settings: NodeJS.ProcessEnv): Promise<ApiProcess> {
    const api = new ApiProcess(data, await freePort(), settings);
    await api.start();
    return api;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [join(ROOT, 'src/cli/main.ts'), 'api'], {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += String(chunk);
    });
    await vi.waitFor(() => expect(said).toContain('is up'), { timeout: 30_000 });
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** Asks as the teacher of this machine, or with another token. */
  async ask<Answer>(method: string, path: string, body?: unknown, token = this.#teacher()): Promise<Answer> {
    const text = typeof body === 'string';
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': text ? 'text/plain' : 'application/json' }),
        ...(path.endsWith('/roster') && text && { 'content-type': 'text/csv' }),
      },
      ...(body !== undefined && { body: text ? body : JSON.stringify(body) }),
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer}`);
    return JSON.parse(answer) as Answer;
  }

  #teacher(): string {
    return readFileSync(join(this.#data, 'teacher-token'), 'utf8').trim();
  }
}
