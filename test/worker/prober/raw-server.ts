import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A TCP server on 127.0.0.1 that does with each connection what a hostile application would; `talk` gets what the client sent first. */
export async function rawServer(talk: (socket: Socket, received: string) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', (data) => talk(socket, data.toString()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

export interface RawServer extends AsyncDisposable {
  port: number;
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  await using server = await rawServer((socket) => socket.end());
  return server.port;
}
