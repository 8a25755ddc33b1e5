import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { dockgrade } from './fixtures/dockgrade.ts';

test('Without REDIS_URL a worker says what is missing, and does not start', async () => {
  const { exitCode, stderr, stdout } = await dockgrade(['worker'], { env: { REDIS_URL: '' } });
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^dockgrade: REDIS_URL is not set, expected the Redis that the API uses\n/);
  expect(stderr).toContain('redis://:PASSWORD@HOST:6379');
  expect(stderr).toContain('error code: setting-invalid');
});

test('An address of Redis that is none is told without what it holds', async () => {
  const { exitCode, stderr } = await dockgrade(['worker'], { env: { REDIS_URL: 'http://:password@host' } });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('REDIS_URL');
  expect(stderr).not.toContain('password@');
});

test('A worker without an engine ends with the reason', async () => {
  const data = await mkdtemp(join(tmpdir(), 'dockgrade-worker-'));
  onTestFinished(() => rm(data, { recursive: true }));
  const env = { REDIS_URL: 'redis://127.0.0.1:1', DOCKER_HOST: `unix://${data}/none.sock`, DOCKGRADE_DATA: data };
  const { exitCode, stderr } = await dockgrade(['worker'], { env });
  expect(exitCode).toBe(4);
  expect(stderr).toContain('error code: engine-unreachable');
});
