import { expect, test } from 'vitest';
import type { Log } from '../../src/core/log.ts';
import { readSettings, settingsSchema } from '../../src/core/settings.ts';
import { keepClean, workerEnvironment } from '../../worker/keep-clean.ts';

const HELD = {
  PATH: '/bin',
  REDIS_URL: 'redis://:queue@host:6379',
  DATABASE_URL: 'postgresql://grades:books@host/grades',
  DOCKGRADE_TOKEN: 'staff',
  DOCKGRADE_GITHUB_SECRET: 'webhook-webhook-webhook',
  DOCKGRADE_GITHUB_TOKEN: 'statuses',
  DOCKGRADE_GITHUB_CLIENT_SECRET: 'sign-in',
};

test('A worker forgets every credential of its environment, and tells the names of those that are not its own', () => {
  const environment: NodeJS.ProcessEnv = { ...HELD };
  const told: { fields: object; message: string }[] = [];
  keepClean(environment, logTo(told));
  expect(environment).toEqual({ PATH: '/bin' });
  expect(told).toHaveLength(1);
  const { PATH, REDIS_URL, ...foreign } = HELD;
  expect(told[0]?.fields).toEqual({ variables: Object.keys(foreign) });
  for (const value of [REDIS_URL, ...Object.values(foreign)]) expect(JSON.stringify(told)).not.toContain(value);
  expect(PATH).toBe('/bin');
});

test('A worker that was given nothing but Redis has nothing to tell', () => {
  const told: { fields: object; message: string }[] = [];
  keepClean({ REDIS_URL: HELD.REDIS_URL }, logTo(told));
  expect(told).toEqual([]);
});

test('Every setting that is a secret is known as a credential', () => {
  const secrets = Object.keys(settingsSchema.shape).filter((name) => /TOKEN|SECRET|PASSWORD|_URL$/.test(name));
  const environment = Object.fromEntries(secrets.map((name) => [name, 'x']));
  keepClean(environment, logTo([]));
  expect(Object.keys(environment).filter((name) => !/^DOCKGRADE_(GITHUB_)?URL$/.test(name))).toEqual([]);
});

test('A setting that a worker does not use cannot keep it from starting', () => {
  const environment = { REDIS_URL: HELD.REDIS_URL, DATABASE_URL: 'mysql://no', DOCKGRADE_PORT: '-1' };
  expect(() => readSettings(environment)).toThrow('DATABASE_URL');
  expect(readSettings(workerEnvironment(environment))).toMatchObject({ redisUrl: HELD.REDIS_URL, databaseUrl: null });
});

function logTo(told: { fields: object; message: string }[]): Log {
  const line = (fields: object, message: string) => void told.push({ fields, message });
  return { debug: line, info: line, warn: line, error: line, child: () => logTo(told) };
}
