import { describe, test } from 'vitest';
import { newId } from '../../src/core/job.ts';
import type { SubmissionView } from '../../src/core/wire/submission.ts';
import { atOnce, gate } from '../support/runs.ts';
import { endOf } from '../support/service.ts';
import { problem, serve } from './fixtures/served.ts';

const body = { assignment: 'homework', repository: 'https://github.com/student/homework' };

describe('submissions', { concurrent: true }, () => {
  test('is accepted with its place, found at its Location, and shows its report in the end', async ({
    expect,
    ...context
  }) => {
    const t = await serve(context);
    const [student] = t.students;
    const accepted = await t.ask('/api/submissions', { as: student, method: 'POST', body });
    const { id } = accepted.json as SubmissionView;
    expect(accepted.status).toBe(202);
    expect(accepted.headers.get('location')).toBe(`/api/submissions/${id}`);
    expect(accepted.json).toMatchObject({ state: 'waiting', place: 1, attempts: { used: 1, limit: 20 } });
    t.service.keeper.start();
    t.worker(atOnce);
    await endOf(t, id);
    const spanish = await t.ask(`/api/submissions/${id}`, {
      as: student,
      headers: { 'accept-language': 'es-AR,en;q=0.5' },
    });
    expect(spanish.json).toMatchObject({
      state: 'finished',
      outcome: 'graded',
      report: { lang: 'es', outcome: 'graded' },
    });
    const english = await t.ask(`/api/submissions/${id}?lang=en`, {
      as: t.teacher,
      headers: { 'accept-language': 'es' },
    });
    expect(english.json).toMatchObject({ report: { lang: 'en' } });
  });

  test('ten same requests with one key at once are one submission', async ({ expect, ...context }) => {
    const t = await serve(context);
    const [student] = t.students;
    const headers = { 'idempotency-key': '7c9e6679-7425-40de-944b-e07fc1f90ae7' };
    const ten = await Promise.all(
      Array.from({ length: 10 }, () => t.ask('/api/submissions', { as: student, method: 'POST', body, headers })),
    );
    expect(ten.map(({ status }) => status)).toEqual(Array(10).fill(202));
    expect(new Set(ten.map(({ json }) => (json as SubmissionView).id)).size).toBe(1);
    expect(ten.filter((one) => one.headers.get('idempotency-replayed') === 'true')).toHaveLength(9);
    expect((await t.store.submissions.counts()).accepted).toBe(1);
  });

  test('F239 the same key with another request is a conflict, and a key with spaces is none', async ({
    expect,
    ...context
  }) => {
    const t = await serve(context);
    const [student] = t.students;
    const post = (key: string, repository: string) =>
      t.ask('/api/submissions', {
        as: student,
        method: 'POST',
        body: { ...body, repository },
        headers: { 'idempotency-key': key },
      });
    await post('a', body.repository);
    expect(problem(await post('a', 'https://github.com/student/other'))).toMatchObject({
      status: 409,
      code: 'conflict',
    });
    expect(problem(await post('a b', body.repository)).errors).toEqual([
      { where: 'Idempotency-Key', message: 'expected 1 to 200 visible ASCII characters' },
    ]);
  });

  test('with Redis away it is accepted all the same, and graded when Redis is back', async ({ expect, ...context }) => {
    const t = await serve(context);
    t.service.keeper.start();
    await t.redis.kill();
    const accepted = await t.ask('/api/submissions', { as: t.students[0], method: 'POST', body });
    expect(accepted.status).toBe(202);
    const ready = await t.ask('/health/ready');
    expect(ready).toMatchObject({
      status: 503,
      json: { status: 'not-ready', checks: { store: { ok: true }, queue: { ok: false } } },
    });
    expect(ready.text).toContain('everything that was handed in is safe');
    await t.redis.restart({ withFile: false });
    t.worker(atOnce);
    expect(await endOf(t, (accepted.json as SubmissionView).id)).toMatchObject({ outcome: 'graded' });
  });

  test("F158 another student's is not found, in any way", async ({ expect, ...context }) => {
    const t = await serve(context);
    const [one, other] = t.students;
    const { id } = (await t.ask('/api/submissions', { as: one, method: 'POST', body })).json as SubmissionView;
    for (const [method, path] of [
      ['GET', `/api/submissions/${id}`],
      ['DELETE', `/api/submissions/${id}`],
      ['GET', `/api/submissions/${id}/events`],
      ['POST', `/api/submissions/${id}/resubmissions`],
    ] as const) {
      const theirs = problem(await t.ask(path, { as: other, method }));
      const nobodys = problem(await t.ask(path.replace(id, newId()), { as: other, method }));
      expect(theirs, path).toMatchObject({ status: 404, code: 'not-found' });
      expect(theirs.title).toBe(nobodys.title);
      expect(theirs.detail.replace(id, '')).toBe(nobodys.detail.replace(/[a-z0-9]{26}/, ''));
    }
    expect((await t.ask('/api/submissions', { as: other })).json).toEqual({ submissions: [], next: null });
    expect((await t.ask(`/api/submissions/${id}`, { as: one })).json).toMatchObject({ state: 'waiting' });
  });

  test('is cancelled while it runs, and asking again changes nothing', async ({ expect, ...context }) => {
    const t = await serve(context);
    const [student] = t.students;
    const held = gate();
    t.service.keeper.start();
    t.worker(held.work);
    const { id } = (await t.ask('/api/submissions', { as: student, method: 'POST', body })).json as SubmissionView;
    await expect.poll(() => held.begun).toEqual([id]);
    const cancelled = await t.ask(`/api/submissions/${id}`, { as: student, method: 'DELETE' });
    expect(cancelled).toMatchObject({ status: 200, json: { state: 'cancelled', cancelReason: 'asked' } });
    await expect.poll(() => held.inside.size, { timeout: 2000 }).toBe(0);
    const again = await t.ask(`/api/submissions/${id}`, { as: student, method: 'DELETE' });
    expect(again).toMatchObject({ status: 200, json: { endedAt: (cancelled.json as SubmissionView).endedAt } });
  });

  test('is handed in again without a body, with an empty object, and for the same commit', async ({
    expect,
    ...context
  }) => {
    const t = await serve(context);
    const [student] = t.students;
    t.service.keeper.start();
    t.worker(atOnce);
    const { id } = (await t.ask('/api/submissions', { as: student, method: 'POST', body })).json as SubmissionView;
    await endOf(t, id);
    for (const again of [undefined, {}, { sameCommit: true }]) {
      const answer = await t.ask(`/api/submissions/${id}/resubmissions`, { as: student, method: 'POST', body: again });
      expect(answer.status, answer.text).toBe(202);
      await endOf(t, (answer.json as SubmissionView).id);
    }
    expect((await t.store.submissions.counts()).accepted).toBe(4);
  });

  test('lists page by page through the Link header', async ({ expect, ...context }) => {
    const t = await serve(context);
    const [student] = t.students;
    const made: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const answer = await t.ask('/api/submissions', {
        as: student,
        method: 'POST',
        body: { ...body, repository: `https://github.com/s/${name}` },
      });
      made.unshift((answer.json as SubmissionView).id);
    }
    const seen: string[] = [];
    let path: string | undefined = '/api/submissions?limit=2&state=waiting';
    while (path) {
      const { json, headers } = await t.ask(path, { as: student });
      seen.push(...(json as { submissions: { id: string }[] }).submissions.map(({ id }) => id));
      path = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
    }
    expect(seen).toEqual(made);
  });

  test('a closed deadline, spent attempts, a foreign host and an unknown assignment are told apart', async ({
    expect,
    ...context
  }) => {
    const t = await serve(context);
    const [student] = t.students;
    const post = async (change: object) =>
      problem(await t.ask('/api/submissions', { as: student, method: 'POST', body: { ...body, ...change } }));
    expect(await post({ repository: 'https://evil.example/a/b' })).toMatchObject({
      status: 422,
      code: 'repository-not-allowed',
    });
    expect(await post({ assignment: 'unknown' })).toMatchObject({ status: 404, code: 'not-found' });
    expect(await post({ repository: 'http://user:secret@github.com/a/b' })).toMatchObject({
      status: expect.any(Number),
      detail: expect.not.stringContaining('secret'),
    });
    expect(await post({ repository: 'file:///etc/passwd' })).toMatchObject({
      status: 422,
      code: 'repository-not-allowed',
    });
    await t.publish('id: homework\ntitle: Homework\nattempts: { limit: 1, count: best }\n');
    expect((await t.ask('/api/submissions', { as: student, method: 'POST', body })).status).toBe(202);
    t.service.keeper.start();
    t.worker(atOnce);
    await expect.poll(async () => (await t.store.submissions.counts()).finished).toBe(1);
    expect(await post({})).toMatchObject({ status: 409, code: 'no-attempts-left' });
    await t.publish('id: homework\ntitle: Homework\ndue: 2020-01-01T00:00:00Z\n');
    expect(await post({})).toMatchObject({ status: 409, code: 'deadline-over' });
  });

  test('more than thirty in a minute of one student are held, with the seconds to wait; others go on', async ({
    expect,
    ...context
  }) => {
    const t = await serve(context);
    const [one, other] = t.students;
    const post = (as: typeof one) => t.ask('/api/submissions', { as, method: 'POST', body });
    const many = await Promise.all(Array.from({ length: 32 }, () => post(one)));
    const held = many.filter(({ status }) => status === 429);
    expect(held).toHaveLength(2);
    for (const answer of held) {
      expect(problem(answer).code).toBe('too-many-requests');
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await post(other)).status).toBe(202);
    expect((await t.ask('/api/me', { as: one })).status).toBe(200);
  });
});
