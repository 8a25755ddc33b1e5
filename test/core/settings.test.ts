import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withSettings } from '../../scripts/generate-docs.ts';
import { readSettings } from '../../src/core/settings.ts';

test('without variables there are defaults, and nothing is read but the environment given', () => {
  const settings = readSettings({});
  expect(settings).toMatchObject({ dockerHost: null, debug: false, color: true });
  expect(settings.data).toMatch(/^\/.*dockgrade$/);
});

test('every variable has its effect', () => {
  const environment = {
    DOCKGRADE_DATA: '/srv/d',
    DOCKER_HOST: 'unix:///x.sock',
    DOCKGRADE_DEBUG: '1',
    NO_COLOR: '1',
    DOCKGRADE_URL: 'https://grades.example.com/',
    DOCKGRADE_TOKEN: 'dgt_x',
    DOCKGRADE_HOST: '0.0.0.0',
    DOCKGRADE_PORT: '9000',
    DOCKGRADE_TRUST_PROXY: '1',
    REDIS_URL: 'redis://:p@r:6379',
    DATABASE_URL: 'postgresql://u:p@h/d',
    DOCKGRADE_CONCURRENCY: '8',
    DOCKGRADE_DRAIN: '0',
    DOCKGRADE_FOLDERS: '/srv/a:/srv/b',
    DOCKGRADE_GIT_HOSTS: ' Git.Example.com:8443  github.com:443 git.lan=10.1.2.3',
    DOCKGRADE_GITHUB_URL: 'https://ghe.example.com/',
    DOCKGRADE_GITHUB_SECRET: '0123456789abcdef',
    DOCKGRADE_GITHUB_TOKEN: 'ghp_x',
    DOCKGRADE_GITHUB_CLIENT_ID: 'id',
    DOCKGRADE_GITHUB_CLIENT_SECRET: 'secret',
    DOCKGRADE_LOG: 'warn',
    DOCKGRADE_GRADERS: '/srv/graders',
    DOCKGRADE_TRIVY: '/usr/local/bin/trivy',
    DOCKGRADE_RUNTIME: 'runsc',
    DOCKGRADE_PRIVATE_HOSTS: ' 10.1.2.3:8081 10.9.0.0/16',
  };
  expect(readSettings(environment)).toEqual({
    data: '/srv/d',
    graders: '/srv/graders',
    trivy: '/usr/local/bin/trivy',
    runtime: 'runsc',
    privateHosts: ['10.1.2.3:8081', '10.9.0.0/16'],
    dockerHost: 'unix:///x.sock',
    debug: true,
    color: false,
    url: 'https://grades.example.com',
    token: 'dgt_x',
    listen: { host: '0.0.0.0', port: 9000, trustProxy: true },
    redisUrl: 'redis://:p@r:6379',
    databaseUrl: 'postgresql://u:p@h/d',
    concurrency: 8,
    drain: 0,
    folders: ['/srv/a', '/srv/b'],
    gitHosts: [
      { host: 'git.example.com:8443', address: null },
      { host: 'github.com', address: null },
      { host: 'git.lan', address: '10.1.2.3' },
    ],
    github: {
      url: 'https://ghe.example.com',
      api: 'https://ghe.example.com/api/v3',
      secret: '0123456789abcdef',
      token: 'ghp_x',
      oauth: { id: 'id', secret: 'secret' },
    },
    log: 'warn',
  });
});

test('the values of secrets are never repeated', () => {
  const read = () => readSettings({ REDIS_URL: 'http://:hunter2@r', DOCKGRADE_GITHUB_SECRET: 'hunter2' });
  expect(read).toThrow('REDIS_URL does not fit, expected an address such as redis://:PASSWORD@HOST:6379');
  expect(read).toThrow('DOCKGRADE_GITHUB_SECRET does not fit, expected at least 16 characters');
  expect(read).not.toThrow('hunter2');
});

test('an address of the service with a path is refused: pages and API lie at the root', () => {
  for (const url of ['https://example.com/grades', 'https://example.com?x', 'grades.example.com', 'https://']) {
    const said = `DOCKGRADE_URL is ${JSON.stringify(url)}, expected an address without a path, such as https://grades.example.com`;
    expect(() => readSettings({ DOCKGRADE_URL: url })).toThrow(expect.objectContaining({ message: said }));
  }
});

test('half of an OAuth app is no app', () => {
  expect(() => readSettings({ DOCKGRADE_GITHUB_CLIENT_ID: 'id' })).toThrow('DOCKGRADE_GITHUB_CLIENT_SECRET is not set');
});

test('docs/operating.md lists every setting as the schema has it', () => {
  const page = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
  expect(page).toContain('| `DOCKGRADE_PORT` |');
  expect(withSettings(page)).toBe(page);
});

test('an empty variable counts as not set', () => {
  expect(readSettings({ DOCKGRADE_DATA: '', DOCKER_HOST: '', NO_COLOR: '' })).toEqual(readSettings({}));
});

test('a wrong variable is named, with what was expected; several at once', () => {
  const read = () => readSettings({ DOCKGRADE_DATA: 'data', DOCKGRADE_DEBUG: 'yes', DOCKER_HOST: 'ssh://x' });
  expect(read).toThrow('DOCKGRADE_DATA is "data", expected an absolute path');
  expect(read).toThrow('DOCKGRADE_DEBUG is "yes", expected 1 or 0');
  expect(read).toThrow('DOCKER_HOST is "ssh://x", expected an address such as unix:///var/run/docker.sock');
});
