import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Where a Redis of our own listens, as its configuration and as a URL. */
export interface Place {
  config: [name: string, value: string][];
  url: string;
}

/** Bytes of a path that a socket may have on every system; Linux takes 107, macOS 103. */
const MAX_SOCKET = 103;

/** A socket in the folder, which only this user may enter; where its path is too long a port of this machine alone, with a password. */
export async function choosePlace(folder: string): Promise<Place> {
  const socket = join(folder, 'redis.sock');
  if (Buffer.byteLength(socket) <= MAX_SOCKET) {
    return {
      config: [
        ['port', '0'],
        ['unixsocket', socket],
        ['unixsocketperm', '600'],
      ],
      url: `unix://${socket}`,
    };
  }
  const password = randomBytes(32).toString('hex');
  const port = await freePort();
  return {
    config: [
      ['bind', '127.0.0.1'],
      ['port', String(port)],
      ['requirepass', password],
    ],
    url: `redis://:${password}@127.0.0.1:${port}`,
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a listening server has no port');
  return address.port;
}
