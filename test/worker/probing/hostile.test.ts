import { describe, expect, test } from 'vitest';
import type { Probe } from '../../../src/core/assignment/schema.ts';
import type { PlainRequest } from '../../../worker/probing/request.ts';
import { runProbes } from '../../../worker/probing/run.ts';
import { PROBES } from '../../hostile/catalog/probes.ts';
import { named, threatOf } from '../../hostile/catalog/threat.ts';

const WRITE: Probe = {
  name: 'write',
  request: { method: 'POST', path: '/users', headers: {}, json: { a: 1 } },
  expect: { json: { id: '${nonce}' } },
  save: { id: '$.id', all: '$' },
};
const READ: Probe = {
  name: 'read',
  request: { method: 'POST', path: '/users/${id}', headers: { 'x-a': '${id}' }, json: { id: '${id}', all: '${all}' } },
  expect: { status: [500], body: '${all}' },
  save: {},
};

const deep = (levels: number) => `${'{"id":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** Bodies, and what of each may be asked with afterwards: nothing, where the second probe is not even sent. */
const BODIES: Record<string, { body: string; path: string | null }> = {
  'nested 32 000 levels deep': { body: `${'['.repeat(32_000)}${']'.repeat(32_000)}`, path: null },
  'an id that is nested 10 000 levels deep': { body: deep(10_000), path: null },
  'an id just as deep as one may be': { body: deep(64), path: `/users/${encodeURIComponent(deep(63))}` },
  'names that objects inherit': { body: '{"__proto__":{"id":7},"constructor":{"id":8}}', path: null },
  'a name that is there twice': { body: '{"id":1,"id":2}', path: '/users/2' },
  'a number beyond all numbers': { body: '{"id":1e999}', path: '/users/null' },
  'NaN, which is none': { body: '{"id":NaN}', path: null },
  'half a character': { body: '{"id":"\\ud800"}', path: '/users/%EF%BF%BD' },
  'line ends and a path': { body: '{"id":"../admin\\r\\nX-B: c"}', path: '/users/..%2Fadmin%0D%0AX-B%3A%20c' },
  'a byte order mark': { body: '\uFEFF{"id":3}', path: '/users/3' },
  'UTF-16': { body: new TextDecoder().decode(Buffer.from('{"id":3}', 'utf16le')), path: null },
  '10 000 names': {
    body: `{"id":4,${Array.from({ length: 10_000 }, (_, i) => `"k${i}":0`)}}`,
    path: '/users/4',
  },
};

describe(named(threatOf(PROBES, 'F233')), () => {
  test.for(Object.entries(BODIES))('%s', async ([, { body, path }]) => {
    const sent: PlainRequest[] = [];
    const send = async (request: PlainRequest) => {
      sent.push(request);
      return { ok: true as const, status: 200, contentType: null, body, truncated: false, seconds: 0 };
    };
    const [write, read] = await runProbes([WRITE, READ], send, new Map([['nonce', 'abcdef']]));
    expect(write?.outcome).toBe('fail');
    expect(write?.actual.en.length).toBeLessThan(500);
    expect(read?.outcome).toBe(path === null ? 'skipped' : 'fail');
    expect(sent.slice(1).map((request) => request.path)).toEqual(path === null ? [] : [path]);
    expect(Object.hasOwn(Object.prototype, 'id')).toBe(false);
  });
});
