import { readFileSync } from 'node:fs';
import { describe, test } from 'vitest';
import { DockgradeError } from '../../src/core/errors.ts';
import type { SubmissionView } from '../../src/core/wire/submission.ts';
import { atOnce } from '../support/runs.ts';
import { endOf } from '../support/service.ts';
import { problem, serve } from './fixtures/served.ts';

const body = { assignment: 'homework', repository: 'https://github.com/student/homework' };

function figure(text: string, name: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

describe('operating', { concurrent: true }, () => {
  test('is live at once, and ready as soon as a worker is there', async ({ expect, ...context }) => {
    const t = await serve(context);
    expect(await t.ask('/health/live')).toMatchObject({ status: 200, json: { status: 'live' } });
    const before = await t.ask('/health/ready');
    expect(before).toMatchObject({
      status: 503,
      json: { checks: { store: { ok: true }, queue: { ok: true }, workers: { ok: false } } },
    });
    t.worker(atOnce);
    await expect.poll(async () => (await t.ask('/health/ready')).status).toBe(200);
  });

  test('counts every accepted submission in exactly one state, and what it came to', async ({ expect, ...context }) => {
    const t = await serve(context);
    t.service.keeper.start();
    t.worker(atOnce);
    const post = (name: string) =>
      t.ask('/api/submissions', {
        as: t.students[0],
        method: 'POST',
        body: { ...body, repository: `https://github.com/s/${name}` },
      });
    for (const name of ['a', 'b', 'c']) await endOf(t, ((await post(name)).json as SubmissionView).id);
    await expect.poll(async () => figure((await t.ask('/metrics')).text, 'dockgrade_wait_seconds_count')).toBe(3);
    const { text, headers } = await t.ask('/metrics');
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(figure(text, 'dockgrade_submissions_accepted')).toBe(3);
    expect(figure(text, 'dockgrade_submissions{state="finished"}')).toBe(3);
    expect(figure(text, 'dockgrade_submissions{state="waiting"}')).toBe(0);
    expect(figure(text, 'dockgrade_conservation_difference')).toBe(0);
    expect(figure(text, 'dockgrade_outcomes_total{outcome="graded"}')).toBe(3);
    expect(figure(text, 'dockgrade_stage_seconds_count{stage="fetch"}')).toBe(3);
    expect(figure(text, 'dockgrade_workers')).toBe(1);
    expect(figure(text, 'dockgrade_retries_total')).toBe(0);
    expect(figure(text, 'dockgrade_leftovers_total{kind="containers"}')).toBe(0);
    expect(
      figure(text, 'dockgrade_http_request_seconds_count{method="POST",route="/api/submissions",status="202"}'),
    ).toBe(3);
    expect(figure(text, 'dockgrade_keeper_round_age_seconds')).toBeLessThan(60);
    expect(text).not.toContain(t.students[0].id);
  });

  test('raises an alarm for what was created without being admitted, at the first try', async ({
    expect,
    ...context
  }) => {
    const t = await serve(context);
    t.service.keeper.start();
    t.worker(async () => {
      throw new DockgradeError('sandbox-breached', 'What was created is not what was admitted.');
    });
    const breaches = async () => figure((await t.ask('/metrics')).text, 'dockgrade_sandbox_breaches_total');
    expect(await breaches()).toBe(0);
    const posted = await t.ask('/api/submissions', { as: t.students[0], method: 'POST', body });
    await endOf(t, (posted.json as SubmissionView).id);
    await expect.poll(breaches).toBe(1);
    expect(figure((await t.ask('/metrics')).text, 'dockgrade_retries_total')).toBe(0);
  });

  test('has every figure that docs/operating.md speaks of', async ({ expect, ...context }) => {
    const t = await serve(context);
    const page = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
    const named = [...page.matchAll(/\bdockgrade_[a-z_]+/g)].map(([name]) => name);
    const { text } = await t.ask('/metrics');
    expect(named.length).toBeGreaterThan(3);
    for (const name of named) expect(text).toContain(`# TYPE ${name} `);
  });

  test('shows no figure that it does not know', async ({ expect, ...context }) => {
    const t = await serve(context);
    await t.redis.kill();
    const { status, text } = await t.ask('/metrics');
    expect(status).toBe(200);
    expect(figure(text, 'dockgrade_workers')).toBeUndefined();
    expect(figure(text, 'dockgrade_submissions_accepted')).toBe(0);
    await t.redis.restart({ withFile: true });
  });

  test('says nothing of workers that it cannot ask for', async ({ expect, ...context }) => {
    const t = await serve(context);
    t.worker(atOnce);
    await expect.poll(async () => (await t.ask('/health/ready')).status).toBe(200);
    await t.redis.kill();
    expect(await t.ask('/health/ready')).toMatchObject({
      status: 503,
      json: {
        checks: {
          store: { ok: true },
          queue: { ok: false },
          workers: { ok: false, detail: 'Unknown as long as Redis does not answer.' },
        },
      },
    });
    await t.redis.restart({ withFile: true });
  });

  test('logs each request once: its id, its submission, and no token', async ({ expect, ...context }) => {
    const t = await serve(context);
    const accepted = await t.ask('/api/submissions', { as: t.students[0], method: 'POST', body });
    const { id } = accepted.json as SubmissionView;
    const seen = await t.ask(`/api/submissions/${id}?lang=en`, { as: t.students[0] });
    await expect
      .poll(() => t.requests.filter(({ submission }) => submission === id))
      .toEqual([
        {
          message: 'request',
          request: seen.headers.get('x-request-id'),
          method: 'GET',
          route: '/api/submissions/:id',
          status: 200,
          ms: expect.any(Number),
          person: t.students[0].id,
          submission: id,
        },
      ]);
    expect(JSON.stringify(t.requests)).not.toContain(await t.tokenOf(t.students[0]));
  });

  test('tells a fault of ours by a request id alone, and the log has the rest', async ({ expect, ...context }) => {
    const t = await serve(context);
    await t.tokenOf(t.teacher);
    await t.store.close();
    const answer = await t.ask('/api/me', { as: t.teacher });
    const told = problem(answer);
    expect(told).toMatchObject({ code: expect.stringMatching(/^(internal|store-unreachable)$/) });
    expect(answer.text).not.toMatch(/driver|sqlite|DATABASE_URL|node_modules|\.ts/i);
    const id = answer.headers.get('x-request-id');
    expect(t.requests).toContainEqual(
      expect.objectContaining({ request: id, message: 'failed', cause: expect.any(Error) }),
    );
  });
});
