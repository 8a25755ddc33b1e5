import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import type { Attempt } from '../../../worker/proof/attempt.ts';
import { attemptHere, untilReached } from '../../../worker/proof/here.ts';

test('What is to be out of reach is waited for until it listens', async ({ signal, onTestFinished }) => {
  const first = createServer().listen(0, '127.0.0.1');
  await once(first, 'listening');
  const { port } = first.address() as AddressInfo;
  first.close();
  await once(first, 'close');
  const attempts: Attempt[] = [{ target: 'submission', address: '127.0.0.1', port }];
  expect(await attemptHere(null, attempts, signal)).toMatchObject([{ reached: false }]);
  const waiting = untilReached(null, attempts, signal).then(() => 'reached');
  expect(await Promise.race([waiting, attemptHere(null, attempts, signal)])).not.toBe('reached');
  const server = createServer((socket) => socket.end()).listen(port, '127.0.0.1');
  onTestFinished(() => void server.close());
  expect(await waiting).toBe('reached');
  expect(await attemptHere(null, attempts, signal)).toMatchObject([{ reached: true }]);
});
