import { expect, test } from 'vitest';
import { started } from '../../../src/cli/serve/started.ts';

const up = {
  url: 'http://localhost:8080',
  link: 'http://localhost:8080/enter/dgl_secret',
  logFile: '/data/log/dockgrade.log',
  example: 'example0',
};

test('the first start leads to the pages: the link that signs in, and the page on which the example is watched', () => {
  const addresses = started(up).match(/http:\S+/g);
  expect(addresses).toEqual([
    up.url,
    up.link,
    `${up.url}/grades`,
    `${up.url}/operations`,
    `${up.url}/docs`,
    `${up.url}/submissions/example0`,
  ]);
});

test('a later start, that hands nothing in, speaks of no example', () => {
  expect(started({ ...up, example: null })).not.toContain('example');
});
