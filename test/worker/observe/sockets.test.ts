import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { socketsOf } from '../../../worker/observe/sockets.ts';

test('A process that listens and one that is connected are seen', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = connect(port, '127.0.0.1');
  try {
    await once(server, 'connection');
    const sockets = await socketsOf('/proc', process.pid);
    expect(sockets).toContainEqual({
      state: 'listening',
      local: { address: '127.0.0.1', port },
      remote: { address: '0.0.0.0', port: 0 },
    });
    expect(sockets).toContainEqual({
      state: 'connected',
      local: { address: '127.0.0.1', port: client.localPort },
      remote: { address: '127.0.0.1', port },
    });
  } finally {
    client.destroy();
    server.close();
  }
});

test('A server on every address of IPv6 is seen as such', async () => {
  const server = createServer().listen(0, '::');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sockets = await socketsOf('/proc', process.pid);
  server.close();
  expect(sockets).toContainEqual({
    state: 'listening',
    local: { address: '::', port },
    remote: { address: '::', port: 0 },
  });
});

test('A process that is gone tells nothing', async () => {
  expect(await socketsOf('/proc', 2 ** 22 + 1)).toBeNull();
});

test('Where processes cannot be seen nothing is told', async () => {
  expect(await socketsOf(null, process.pid)).toBeNull();
});
