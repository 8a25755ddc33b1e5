import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { versionCheck } from '../../src/cli/doctor/check.ts';
import { checkService } from '../../src/cli/doctor/service.ts';
import { readSettings } from '../../src/core/settings.ts';
import { compareVersions } from '../../src/core/versions.ts';
import { PARTS, type Part } from '../../worker/versions/floors.ts';
import { judgeVersion } from '../../worker/versions/judge.ts';

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

const check = (part: Part, version: string, changelog = '') =>
  versionCheck({ part, version, verdict: judgeVersion(part, version, changelog) });

test('an old version is a warning with a remedy, the floor itself is fine', () => {
  expect(check(PARTS.engine, '28.5.2')).toMatchObject({
    id: 'engine-version',
    outcome: 'warn',
    remedy: expect.stringContaining('29.7.1'),
  });
  expect(check(PARTS.engine, '29.7.1')).toEqual({
    id: 'engine-version',
    outcome: 'ok',
    message: 'Docker Engine 29.7.1',
  });
});

test('what a distributor has mended under an old number is fine, and what is left of the holes is named', () => {
  const { holes } = PARTS.git;
  expect(check(PARTS.git, '2.39.5', holes.join(' '))).toMatchObject({ outcome: 'ok' });
  const left = check(PARTS.git, '2.39.5', holes[0]);
  expect(left).toMatchObject({ outcome: 'warn', message: expect.stringContaining(holes[1]) });
  expect(left.message).not.toContain(holes[0]);
  // Where no hole has a number, none can be told to be mended.
  expect(check(PARTS.buildkit, '0.25.1', 'everything')).toMatchObject({ outcome: 'warn' });
});

test.each([
  ['1.1.5+ds1', 'warn'],
  ['1.2.7', 'warn'],
  ['1.2.8', 'ok'],
  ['1.3.2', 'warn'],
  ['1.3.3', 'ok'],
])('runc %s: %s', (version, outcome) => {
  expect(check(PARTS.runc, version).outcome).toBe(outcome);
});

test('a part that does not tell its version is no warning', () => {
  expect(versionCheck({ part: PARTS.buildkit, version: null, verdict: null })).toMatchObject({ outcome: 'ok' });
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
