import { get } from 'node:http';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { describe, test } from 'vitest';
import type { SubmissionView } from '../../src/core/wire/submission.ts';
import { atOnce, gate } from '../support/runs.ts';
import { endOf } from '../support/service.ts';
import { problem, type Served, serve } from './fixtures/served.ts';

const body = { assignment: 'homework', repository: 'https://github.com/student/homework' };

async function handIn(t: Served): Promise<string> {
  const answer = await t.ask('/api/submissions', { as: t.students[0], method: 'POST', body });
  return (answer.json as SubmissionView).id;
}

interface Stream {
  status: number;
  headers: Record<string, unknown>;
  events: EventSourceMessage[];
  comments: string[];
  retry: number | null;
  /** Resolves when the server ended it, or it broke. */
  ended: Promise<'ended' | 'broken'>;
  cut(): void;
}

/** A live stream as a client reads it, by a connection of its own. */
async function follow(t: Served, path: string, headers: Record<string, string> = {}): Promise<Stream> {
  const authorization = `Bearer ${await t.tokenOf(t.students[0])}`;
  const { promise, resolve, reject } = Promise.withResolvers<Stream>();
  const request = get(`${t.base}${path}`, { agent: false, headers: { authorization, ...headers } }, (response) => {
    const events: EventSourceMessage[] = [];
    const comments: string[] = [];
    const stream: Stream = {
      status: response.statusCode ?? 0,
      headers: response.headers,
      events,
      comments,
      retry: null,
      ended: new Promise((end) => {
        response.on('end', () => end('ended'));
        response.on('error', () => end('broken'));
      }),
      cut: () => request.destroy(),
    };
    const parser = createParser({
      onEvent: (event) => void events.push(event),
      onComment: (comment) => void comments.push(comment),
      onRetry: (retry) => {
        stream.retry = retry;
      },
    });
    response.setEncoding('utf8');
    response.on('data', (text: string) => parser.feed(text));
    resolve(stream);
  });
  request.on('error', reject);
  return promise;
}

const names = ({ events }: Stream) => events.map(({ event }) => event);
const states = ({ events }: Stream) =>
  events.filter(({ event }) => event === 'state').map(({ data }) => JSON.parse(data).state);

describe('live events', { concurrent: true }, () => {
  test('tell the whole way of a submission as it happens, and end with it', async ({ expect, ...context }) => {
    const t = await serve(context);
    const held = gate();
    t.service.keeper.start();
    const id = await handIn(t);
    const stream = await follow(t, `/api/submissions/${id}/events`, { 'accept-language': 'es' });
    expect(stream).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' },
    });
    await expect.poll(() => states(stream)).toEqual(['waiting']);
    t.worker(held.work);
    await expect.poll(() => names(stream)).toContain('stage-started');
    held.open();
    expect(await stream.ended).toBe('ended');
    expect(states(stream)).toEqual(['waiting', 'running', 'finished']);
    expect(names(stream).at(-1)).toBe('end');
    expect(stream.events.find(({ event }) => event === 'stage-ended')?.data).toContain('"detail":"un commit"');
    expect(stream.retry).toBe(2000);
    const ids = stream.events.slice(0, -1).map(({ id: seq }) => Number(seq));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('go on where a cut connection stopped: nothing is missing, nothing comes twice', async ({
    expect,
    ...context
  }) => {
    const t = await serve(context);
    const held = gate();
    t.service.keeper.start();
    t.worker(held.work);
    const id = await handIn(t);
    const first = await follow(t, `/api/submissions/${id}/events`);
    await expect.poll(() => names(first)).toContain('stage-started');
    first.cut();
    const last = first.events.at(-1)?.id ?? '';
    held.open();
    await endOf(t, id);
    const whole = await follow(t, `/api/submissions/${id}/events`);
    await whole.ended;
    for (const rest of [
      await follow(t, `/api/submissions/${id}/events`, { 'last-event-id': last }),
      await follow(t, `/api/submissions/${id}/events?lastEventId=${last}`),
    ]) {
      expect(await rest.ended).toBe('ended');
      expect([...first.events, ...rest.events].map(({ data }) => data)).toEqual(whole.events.map(({ data }) => data));
    }
  });

  test('of one that has ended come at once, and after the last one there is only the end', async ({
    expect,
    ...context
  }) => {
    const t = await serve(context);
    t.service.keeper.start();
    t.worker(atOnce);
    const id = await handIn(t);
    await endOf(t, id);
    const all = await follow(t, `/api/submissions/${id}/events`);
    await all.ended;
    expect(states(all)).toEqual(['waiting', 'running', 'finished']);
    const after = await follow(t, `/api/submissions/${id}/events`, { 'last-event-id': all.events.at(-2)?.id ?? '' });
    await after.ended;
    expect(names(after)).toEqual(['end']);
  });

  test('F239 that are asked for after an id that is none come from the beginning, and after a far one not at all', async ({
    expect,
    ...context
  }) => {
    const t = await serve(context);
    t.service.keeper.start();
    t.worker(atOnce);
    const id = await handIn(t);
    await endOf(t, id);
    const namesAfter = async (last: string) => {
      const stream = await follow(t, `/api/submissions/${id}/events`, { 'last-event-id': last });
      await stream.ended;
      return names(stream);
    };
    const all = await namesAfter('');
    expect(all.length).toBeGreaterThan(3);
    for (const odd of ['x', '-1', '1.5', '1e999', `${2 ** 60}`, '0x10000000000000000', '1\t2', '9'.repeat(5000)]) {
      expect(await namesAfter(odd), odd).toEqual(all);
    }
    for (const far of ['1e9', `${Number.MAX_SAFE_INTEGER}`]) expect(await namesAfter(far), far).toEqual(['end']);
  });

  test('a client that goes leaves nothing behind: it may open twenty, and twenty again', async ({
    expect,
    ...context
  }) => {
    const t = await serve(context);
    const id = await handIn(t);
    const path = `/api/submissions/${id}/events`;
    for (let round = 0; round < 2; round++) {
      const streams = await Promise.all(Array.from({ length: 20 }, () => follow(t, path)));
      expect(streams.map(({ status }) => status)).toEqual(Array(20).fill(200));
      if (round === 0) expect(problem(await t.ask(path, { as: t.students[0] })).code).toBe('too-many-requests');
      for (const stream of streams) stream.cut();
      await expect
        .poll(async () => {
          const one = await follow(t, path);
          one.cut();
          return one.status;
        })
        .toBe(200);
      await expect
        .poll(() => t.requests.filter(({ route }) => route === '/api/submissions/:id/events').length)
        .toBeGreaterThanOrEqual(20 * (round + 1));
    }
  });

  test('show that they live while nothing happens', async ({ expect, ...context }) => {
    const t = await serve(context);
    const stream = await follow(t, `/api/submissions/${await handIn(t)}/events`);
    await expect.poll(() => stream.comments).toEqual(['still here']);
    expect(states(stream)).toEqual(['waiting']);
    stream.cut();
  });

  test('end without a last word when the service stops, so that the client comes back', async ({
    expect,
    ...context
  }) => {
    const closing: (() => Promise<void>)[] = [];
    const t = await serve({ onTestFinished: (close) => void closing.push(close) });
    context.onTestFinished(async () => {
      for (const close of closing) await close();
    });
    const stream = await follow(t, `/api/submissions/${await handIn(t)}/events`);
    await expect.poll(() => states(stream)).toEqual(['waiting']);
    const began = performance.now();
    await closing.pop()?.();
    expect(performance.now() - began).toBeLessThan(12_000);
    expect(await stream.ended).toBe('ended');
    expect(names(stream)).not.toContain('end');
  });
});
