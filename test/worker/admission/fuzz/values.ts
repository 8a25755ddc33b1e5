import fc from 'fast-check';
import { some } from './by-schema.ts';
import { flag, number, often, path, size, target, word } from './words.ts';

export const NETWORKS = fc.constantFrom('default', 'back');
const VOLUMES = fc.constantFrom('data', 'cache');

export const shortMount = fc
  .tuple(
    fc.oneof(VOLUMES, path),
    target,
    fc.constantFrom('', ':ro', ':rw', ':z', ':cached', ':nocopy', ':rshared', ':ro,Z'),
  )
  .map(([from, to, mode]) => `${from}:${to}${mode}`);
export const longMount = fc.oneof(
  some(
    {
      source: path,
      target,
      read_only: flag,
      bind: some({ propagation: word, create_host_path: flag, selinux: fc.constantFrom('z', 'Z'), recursive: word }),
      consistency: word,
    },
    ['source', 'target'],
  ).map((mount) => ({ type: 'bind', ...mount })),
  some(
    {
      source: VOLUMES,
      target,
      read_only: flag,
      volume: some({ nocopy: flag, subpath: path, labels: fc.constant(['a=b']) }),
    },
    ['target'],
  ).map((mount) => ({ type: 'volume', ...mount })),
  some({ target, tmpfs: some({ size, mode: fc.oneof(fc.constant(0o1777), number) }), read_only: flag }, ['target']).map(
    (mount) => ({ type: 'tmpfs', ...mount }),
  ),
  fc.constantFrom(
    { type: 'image', source: 'a:1', target: '/x' },
    { type: 'npipe', source: 'a', target: '/x' },
    { type: 'cluster', source: 'a', target: '/x' },
  ),
);
export const variables = fc.oneof(
  fc.dictionary(
    fc.oneof(fc.constantFrom('A', 'PORT', 'X_Y', 'PATH', 'a.b', 'DOCKER_HOST'), word),
    fc.oneof(word, number, fc.constant(null)),
    { maxKeys: 3 },
  ),
  fc.array(
    fc
      .tuple(
        fc.constantFrom('A', 'PORT', 'NODE_ENV', 'HOME', '=x', 'a b'),
        fc.oneof(
          word.map((value) => `=${value}`),
          fc.constant(''),
        ),
      )
      .map((parts) => parts.join('')),
    { maxLength: 3 },
  ),
);
export const files = (name: string) =>
  fc.array(
    fc.oneof(
      fc.constant(name),
      some(
        {
          source: fc.constantFrom(name, 'other'),
          target: fc.oneof(target, word),
          uid: fc.constantFrom('0', '1000', 'x'),
          gid: fc.constantFrom('0', '-1'),
          mode: fc.constantFrom<unknown>(0o440, '0444', '04777', 292),
        },
        ['source'],
      ),
    ),
    { maxLength: 2 },
  );
export const tmpfs = fc
  .tuple(
    target,
    fc.constantFrom(
      '',
      ':size=64m',
      ':size=100g,exec,suid,dev',
      ':mode=1777',
      ':mode=04755',
      ':size=50%',
      ':uid=1000,gid=5',
      ':nr_inodes=9',
      ':ro,x=y',
      ':size=1,size=2g',
    ),
  )
  .map((parts) => parts.join(''));
export const image = often(
  fc.constantFrom(
    'postgres:16',
    'node:24-slim',
    'docker.io/library/redis:7',
    'ghcr.io/a/b@sha256:'.padEnd(83, 'a'),
    'deadbeef',
    'a',
  ),
  fc.constantFrom(
    'localhost:5000/x',
    'gabcdefghijklmnopqrstuvwxyz/app:run',
    '10.0.0.1/x',
    'x.internal/y',
    'sha256:'.padEnd(71, 'a'),
    'A/b',
    'a:b:c',
    '${I:-redis}',
    'a$$b',
    '[::1]:5000/x',
    'registry/x',
    '1.2.3.4:80/a',
    'xn--a.lan/x',
  ),
);
