import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A line to Redis that can be cut so that neither end hears of it. */
export class Line {
  readonly url: string;
  readonly #server: Server;
  readonly #ends: Set<Socket>;

  private constructor(server: Server, ends: Set<Socket>, port: number) {
    this.#server = server;
    this.#ends = ends;
    this.url = `redis://127.0.0.1:${port}`;
  }

  static async open(url: string): Promise<Line> {
    const ends = new Set<Socket>();
    const server = createServer((near) => {
      const far = connect(url.replace('unix://', ''));
      for (const [end, other] of [
        [near, far],
        [far, near],
      ] as const) {
        ends.add(end);
        end.pipe(other);
        // The other end went away in its own time: nothing is wrong with the line.
        end.on('error', () => other.destroy());
        end.on('close', () => other.destroy());
      }
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return new Line(server, ends, address.port);
  }

  cut(): void {
    for (const end of this.#ends) {
      end.unpipe();
      end.pause();
    }
  }

  async close(): Promise<void> {
    for (const end of this.#ends) end.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
