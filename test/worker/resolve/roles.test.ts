import { describe, expect, test } from 'vitest';
import type { ServiceFacts } from '../../../src/core/evidence/index.ts';
import { findRoles } from '../../../worker/resolve/roles.ts';

const where = { file: 'compose.yml' };
const stack = { path: '.', files: {}, environment: {} };
const build = { context: '.', dockerfile: 'Dockerfile', target: null, where };
const port = (target: number) => ({ target, published: String(target), hostIp: null, where });

function service(name: string, facts: Partial<ServiceFacts> = {}): ServiceFacts {
  const nothing = { image: null, build: null, healthcheck: null, database: null };
  return { name, where, ports: [], expose: [], environment: [], dependsOn: [], mounts: [], ...nothing, ...facts };
}
const db = service('db', { database: 'postgres' });
const waits = (name: string) => ({ dependsOn: [{ service: name, condition: 'service_started' }] });

describe('The application is', () => {
  test('the service that publishes a port', () => {
    const services = [db, service('worker', { build }), service('shop', { build, ports: [port(8080)] })];
    expect(findRoles(services, stack).app).toMatchObject({
      service: 'shop',
      port: 8080,
      reason: { en: 'it publishes a port' },
    });
  });

  test('the proxy in front, while what is built stays the applications', () => {
    const services = [db, service('api', { build }), service('proxy', { ports: [port(80)], ...waits('api') })];
    expect(findRoles(services, stack)).toMatchObject({ app: { service: 'proxy', port: 80 }, applications: ['api'] });
  });

  test('what is built here, not the tool beside it that also publishes a port', () => {
    const services = [db, service('adminer', { ports: [port(8080)] }), service('web', { build, ports: [port(3000)] })];
    expect(findRoles(services, stack).app?.service).toBe('web');
  });

  test('the one whose port is only exposed', () => {
    expect(findRoles([db, service('api', { build, expose: [4000] })], stack).app).toMatchObject({
      service: 'api',
      port: 4000,
    });
  });

  test('known without a port when no file names one', () => {
    expect(findRoles([db, service('api', { build })], stack).app).toMatchObject({ service: 'api', port: null });
  });

  test('not asked on a port for debuggers', () => {
    const services = [service('api', { build, ports: [port(9229), port(3000)] })];
    expect(findRoles(services, stack).app?.port).toBe(3000);
  });

  test('what the assignment says', () => {
    const services = [service('web', { build, ports: [port(80)] }), service('api', { build })];
    expect(findRoles(services, { ...stack, app: 'api', port: 5000 }).app).toMatchObject({ service: 'api', port: 5000 });
  });

  test('found all the same when the student named it otherwise', () => {
    const services = [service('backend', { build, ports: [port(3000)] })];
    expect(findRoles(services, { ...stack, app: 'nestapp' }).app?.service).toBe('backend');
  });

  test('none where there are only databases', () => {
    expect(findRoles([db], stack)).toMatchObject({ app: null, applications: [], database: { service: 'db' } });
  });
});

describe('The database is', () => {
  test('known by its image', () => {
    expect(findRoles([service('web', { build }), db], stack).database).toMatchObject({
      service: 'db',
      kind: 'postgres',
    });
  });

  test('not the cache beside it', () => {
    const cache = service('cache', { database: 'redis' });
    expect(findRoles([cache, db, service('web', { build, ...waits('cache') })], stack).database?.service).toBe('db');
  });

  test('a cache where that is all there is', () => {
    expect(findRoles([service('cache', { database: 'redis' })], stack).database?.kind).toBe('redis');
  });

  test('of two the one that something waits for', () => {
    const other = service('archive', { database: 'mysql' });
    expect(findRoles([other, db, service('web', { build, ...waits('db') })], stack).database?.service).toBe('db');
  });

  test('the one that is named as a host, not its own image run for a client', () => {
    const variable = (value: string) => ({
      environment: [{ name: 'DATABASE_URL', value, literal: true, secret: false, where }],
    });
    const backup = service('backup', { database: 'postgres' });
    for (const value of ['db', 'db:5432', 'postgres://me:••••@db/shop', 'host=db user=me']) {
      const services = [backup, db, service('web', { build, ...variable(value) })];
      expect(findRoles(services, stack).database?.service, value).toBe('db');
    }
  });

  test('of two that nothing tells apart the one that keeps its data', () => {
    const volume = (target: string) => ({
      mounts: [{ type: 'volume' as const, source: 'v', target, readOnly: false, where }],
    });
    const backup = service('backup', { database: 'postgres', ...volume('/backup') });
    const keeps = service('database', { database: 'postgres', ...volume('/var/lib/postgresql/data') });
    expect(findRoles([backup, keeps], stack).database?.service).toBe('database');
  });

  test('what the assignment says', () => {
    const other = service('archive', { database: 'mysql' });
    expect(findRoles([db, other], { ...stack, database: 'archive' }).database).toMatchObject({
      service: 'archive',
      kind: 'mysql',
    });
  });

  test('none where no image is one', () => {
    expect(findRoles([service('web', { build })], stack).database).toBeNull();
  });
});
