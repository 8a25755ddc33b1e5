import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareVersions, versionCheck } from '../../src/cli/doctor/check.ts';
import { checkService } from '../../src/cli/doctor/service.ts';
import { readSettings } from '../../src/core/settings.ts';

test.each([
  ['28.5.2', '29.7.1', -1],
  ['28.5.2+dfsg4', '28.5.2', 0],
  ['2.40.3-3', '2.40.3', 0],
  ['2.40', '2.40.0', 0],
  ['2.9.0', '2.40.3', -1],
  ['24.0.0', '9.99.99', 1],
])('%s against %s', (a, b, expected) => {
  expect(compareVersions(a, b)).toBe(expected);
});

test('an old version is a warning with a remedy, the floor itself is fine', () => {
  expect(versionCheck('engine-version', 'Docker Engine', '28.5.2', '29.7.1')).toMatchObject({
    outcome: 'warn',
    remedy: expect.stringContaining('29.7.1'),
  });
  expect(versionCheck('engine-version', 'Docker Engine', '29.7.1', '29.7.1')).toEqual({
    id: 'engine-version',
    outcome: 'ok',
    message: 'Docker Engine 29.7.1',
  });
});

test('a Redis and a PostgreSQL that do not answer are failures, with what to look at', async ({ signal }) => {
  const nowhere = { REDIS_URL: 'redis://127.0.0.1:1', DATABASE_URL: 'postgresql://127.0.0.1:1/none' };
  const [redis, store] = await checkService(readSettings(nowhere), signal);
  expect(redis).toMatchObject({ id: 'redis', outcome: 'fail', remedy: expect.stringContaining('REDIS_URL') });
  expect(store).toMatchObject({ id: 'store', outcome: 'fail', remedy: expect.stringContaining('DATABASE_URL') });
});

test('looking for the store makes nothing', async ({ signal }) => {
  const data = await mkdtemp(join(tmpdir(), 'dockgrade-doctor-'));
  const [, store] = await checkService(readSettings({ DOCKGRADE_DATA: data }), signal);
  expect(store).toMatchObject({ outcome: 'ok', message: expect.stringContaining('first `make start`') });
  expect(await readdir(data)).toEqual([]);
  await rm(data, { recursive: true });
});
