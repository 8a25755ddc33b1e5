import { expect, test } from 'vitest';
import { readSettings } from '../../src/core/settings.ts';

test('without variables there are defaults, and nothing is read but the environment given', () => {
  const settings = readSettings({});
  expect(settings).toMatchObject({ dockerHost: null, debug: false, color: true });
  expect(settings.data).toMatch(/^\/.*dockgrade$/);
});

test('every variable has its effect', () => {
  const environment = { DOCKGRADE_DATA: '/srv/d', DOCKER_HOST: 'unix:///x.sock', DOCKGRADE_DEBUG: '1', NO_COLOR: '1' };
  expect(readSettings(environment)).toEqual({
    data: '/srv/d',
    dockerHost: 'unix:///x.sock',
    debug: true,
    color: false,
  });
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
