import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectQueue } from '../../src/queue/connect.ts';
import { connectionOptions } from '../../src/queue/redis.ts';
import { TestRedis } from '../support/redis.ts';
import { LOG, startWorker } from './parts.ts';

describe('an address of Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await TestRedis.start();
    await redis.client.config('SET', 'requirepass', 'a@b:c/d');
  });
  afterAll(() => redis.stop());

  test('may be a socket with a password', async () => {
    const queue = connectQueue(redis.url.replace('unix://', `unix://:${encodeURIComponent('a@b:c/d')}@`), { log: LOG });
    await queue.ping();
    await queue.close();
  });

  test('with the wrong password is told without the password', async () => {
    const queue = connectQueue(redis.url.replace('unix://', 'unix://:guessed@'), { log: LOG });
    const error: unknown = await queue.ping().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'queue-unreachable', message: expect.stringContaining('WRONGPASS') });
    expect(String(error)).not.toContain('guessed');
    await queue.close();
  });

  test.each([
    ['unix:///run/redis.sock', { path: '/run/redis.sock' }],
    ['unix://:secret@/run/redis.sock', { path: '/run/redis.sock', password: 'secret' }],
    ['unix://grader:a%40b@/run/redis.sock', { path: '/run/redis.sock', username: 'grader', password: 'a@b' }],
    ['redis://:secret@redis:6379/1', { url: 'redis://:secret@redis:6379/1' }],
    ['rediss://grader:secret@redis:6380', { url: 'rediss://grader:secret@redis:6380' }],
  ])('%s is understood', (url, expected) => {
    const { retryStrategy: _, ...options } = connectionOptions(url);
    expect(options).toEqual(expected);
  });
});

test('a worker whose Redis was never there can be stopped', async () => {
  const consumer = startWorker('unix:///nowhere/redis.sock');
  const began = performance.now();
  await consumer.drain(AbortSignal.abort());
  expect(performance.now() - began).toBeLessThan(12_000);
});

test('fifty calls at once while there is no Redis are refused, each on its own', async () => {
  const queue = connectQueue('unix:///nowhere/redis.sock', { log: LOG });
  const calls = await Promise.allSettled(Array.from({ length: 50 }, () => queue.ping()));
  for (const call of calls) expect(call).toMatchObject({ status: 'rejected', reason: { code: 'queue-unreachable' } });
  await queue.close();
});
