import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A small application as a student would hand it in: it creates users, shows one, and has a few pages that tests need. */
export async function application(): Promise<AsyncDisposable & { port: number }> {
  const users: unknown[] = [];
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json', date: 'today' }).end(JSON.stringify(body));
    };
    const [, page = '', id = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    if (request.method === 'POST' && page === 'users') {
      users.push({ ...((await json(request)) as object), id: users.length + 1 });
      answer(201, users.at(-1));
    } else if (page === 'users') {
      const user = users[Number(id) - 1];
      answer(user ? 200 : 404, user ?? {});
    } else if (page === 'echo') {
      answer(200, { url: request.url, header: request.headers['x-a'] });
    } else if (page === 'evil') {
      answer(200, { id: '../../admin?x\r\n y' });
    } else {
      response.end(`${'x'.repeat(20_000)}the end`);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}
