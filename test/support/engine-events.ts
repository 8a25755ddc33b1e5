import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { execa, type ResultPromise } from 'execa';

/** Hears of everything that happens in an engine: what must not have touched it can be asked for afterwards. */
export class EngineEvents implements AsyncDisposable {
  readonly #host: string;
  readonly #client: ResultPromise;
  readonly #lines: Interface;
  readonly #heard: string[] = [];

  private constructor(host: string) {
    this.#host = host;
    const client = execa('docker', ['--host', host, 'events', '--format', 'json'], { reject: false, buffer: false });
    this.#client = client;
    this.#lines = createInterface(client.stdout).on('line', (line) => this.#heard.push(line));
  }

  /** Returns when it hears. */
  static async of(host: string): Promise<EngineEvents> {
    const events = new EngineEvents(host);
    await events.#upToNow();
    return events;
  }

  /** What happened so far to anything that has one of these words in its name, its labels or its image. */
  async about(words: readonly string[]): Promise<string[]> {
    await this.#upToNow();
    return this.#heard.filter((line) => words.some((word) => line.includes(word)));
  }

  /** Makes things happen until it hears of one: then it has heard of all that came before it. */
  async #upToNow(): Promise<void> {
    const patience = AbortSignal.timeout(60_000);
    for (;;) {
      const name = `dockgrade-heard-${crypto.randomUUID()}`;
      const docker = (...args: string[]) => execa('docker', ['--host', this.#host, ...args]);
      await docker('volume', 'create', name);
      await docker('volume', 'rm', name);
      const soon = AbortSignal.any([patience, AbortSignal.timeout(1000)]);
      while (!soon.aborted) {
        if (this.#heard.some((line) => line.includes(name))) return;
        await once(this.#lines, 'line', { signal: soon }).catch(() => undefined);
      }
      patience.throwIfAborted();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client.kill();
    await this.#client;
  }
}
