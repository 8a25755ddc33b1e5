import { afterAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { assignmentSchema, type Probe } from '../../../src/core/assignment/schema.ts';
import { startProber } from '../../../worker/prober/start.ts';
import { runProbes } from '../../../worker/probing/run.ts';
import { sendProbe } from '../../../worker/probing/send.ts';
import type { Variables } from '../../../worker/probing/variables.ts';
import { rawServer } from '../prober/raw-server.ts';
import { application } from './application.ts';

const prober = startProber({ netns: null });
afterAll(() => prober.close());
const signal = new AbortController().signal;

/** Probes as an assignment file has them, asked of a server on this machine. */
async function ask(port: number, probes: z.input<typeof assignmentSchema>['probes'], nonce = 'n0nce') {
  const variables: Variables = new Map([['nonce', nonce]]);
  const target = { address: '127.0.0.1', port };
  return runProbes(parse(probes), (request) => sendProbe(request, { prober, target, signal }), variables);
}

function parse(probes: z.input<typeof assignmentSchema>['probes']): Probe[] {
  return assignmentSchema.parse({ id: 'test', title: 'Test', probes }).probes;
}

const create = {
  name: 'create',
  request: { method: 'POST' as const, path: '/users', json: { email: '${nonce}@x.org' } },
  expect: { status: 201, json: { email: '${nonce}@x.org' } },
  save: { userId: '$.id' },
};
const read = {
  name: 'read',
  request: { path: '/users/${userId}' },
  expect: { json: { id: '${userId}', email: '${nonce}@x.org' } },
};

describe('probes', () => {
  test('are asked in order, and later ones use what earlier ones saved', async () => {
    await using app = await application();
    const results = await ask(app.port, [create, read]);
    expect(results.map(({ outcome, actual }) => [outcome, actual.en])).toEqual([
      ['pass', 'status 201'],
      ['pass', 'status 200'],
    ]);
  });

  test('record no nonce, so that two runs record the same', async () => {
    await using app = await application();
    await using same = await application();
    const wrong = { ...read, expect: { json: { email: 'other-${nonce}' } } };
    const probes = [
      create,
      read,
      wrong,
      { name: 'echo', request: { path: '/echo?q=${nonce}', headers: { 'x-a': '${nonce}' } } },
    ];
    const records = [await ask(app.port, probes, 'aaaaaaaaaaaa'), await ask(same.port, probes, 'bbbbbbbbbbbb')].map(
      (results) => results.map((result) => ({ ...result, answer: { ...result.answer, seconds: 0 } })),
    );
    expect(records[0]).toEqual(records[1]);
    expect(records[0]?.[2]?.actual).toEqual({
      en: '$.email is "${nonce}@x.org", expected "other-${nonce}"',
      es: '$.email es "${nonce}@x.org", se esperaba "other-${nonce}"',
    });
    expect(records[0]?.[3]?.request.path).toBe('/echo?q=${nonce}');
  });

  test('that need what nobody saved are skipped, and say so', async () => {
    await using app = await application();
    const [result] = await ask(app.port, [read]);
    expect(result).toMatchObject({
      outcome: 'skipped',
      answer: null,
      actual: {
        en: 'not asked: no earlier answer held "userId"',
        es: 'no se preguntó: ninguna respuesta anterior tenía "userId"',
      },
    });
  });

  test('that fail still save what they can, so that one fault costs one probe', async () => {
    await using app = await application();
    const results = await ask(app.port, [{ ...create, expect: { status: 418 } }, read]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['fail', 'pass']);
    expect(results[0]?.actual.en).toContain('status 201, expected 418');
  });

  test('fail when there is nothing to save', async () => {
    await using app = await application();
    const [result] = await ask(app.port, [{ ...create, save: { token: '$.token' } }]);
    expect(result).toMatchObject({
      outcome: 'fail',
      expected: { es: expect.stringMatching(/, un valor en \$\.token$/) },
      actual: { en: '$.token is missing in the answer', es: '$.token no está en la respuesta' },
    });
  });

  test('cannot be led to another path by a saved value', async () => {
    await using app = await application();
    const steal = { name: 'steal', request: { path: '/evil' }, save: { userId: '$.id' } };
    const results = await ask(app.port, [steal, { ...read, expect: {} }]);
    expect(results[1]?.request.path).toBe('/users/..%2F..%2Fadmin%3Fx%0D%0A%20y');
  });

  test('record no more than the beginning of a large body, and compare all of it', async () => {
    await using app = await application();
    const [result] = await ask(app.port, [{ name: 'large', request: { path: '/large' }, expect: { body: 'the end' } }]);
    expect(result?.outcome).toBe('pass');
    expect(result?.answer).toMatchObject({ truncated: true, body: expect.stringMatching(/^x{4096}$/) });
  });
});

describe('a connection that is reset before an answer', () => {
  test('is tried once more', async () => {
    let connections = 0;
    await using server = await rawServer((socket) => {
      connections += 1;
      if (connections === 1) socket.resetAndDestroy();
      else socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    });
    expect((await ask(server.port, [{ name: 'a', request: { path: '/' } }]))[0]?.outcome).toBe('pass');
    expect(connections).toBe(2);
  });

  test('is not tried a third time', async () => {
    let connections = 0;
    await using server = await rawServer((socket) => {
      connections += 1;
      socket.resetAndDestroy();
    });
    const [result] = await ask(server.port, [{ name: 'a', request: { path: '/' } }]);
    expect(result).toMatchObject({
      outcome: 'fail',
      actual: { en: expect.stringContaining('no answer (ECONNRESET)') },
    });
    expect(connections).toBe(2);
  });
});
