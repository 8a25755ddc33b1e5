import { describe, test } from 'vitest';
import type { Person } from '../../src/store/contract/people.ts';
import { goodRun } from '../support/runs.ts';
import { endOf } from '../support/service.ts';
import { steered } from '../support/steered.ts';
import { problem, type Served, serve } from './fixtures/served.ts';

const REPOSITORY = 'https://github.com/student/homework';

describe('the live part of a submission page', { concurrent: true }, () => {
  test('comes whole in every message, few of them, and with the report in the last one', async ({
    expect,
    ...context
  }) => {
    const t = await serve(context);
    const [student] = t.students;
    const worker = steered();
    t.service.keeper.start();
    t.worker(worker.work);
    const id = await handIn(t, student);
    const stream = await follow(t, id, student);
    const { tell, finish } = worker.of(id);
    await tell({ type: 'stage-started', stage: 'build', at: new Date().toISOString() });
    await expect.poll(() => stream.messages().at(-1)?.data).toContain('aria-current="step"');
    const before = stream.messages().length;
    const began = performance.now();
    for (let line = 0; line < 200; line += 1) {
      await tell({ type: 'stage-log', stage: 'build', lines: [`line ${line}`] });
      await new Promise((resolve) => setImmediate(resolve));
    }
    await expect.poll(() => stream.messages().at(-1)?.data).toContain('line 199');
    const tenths = (performance.now() - began) / 100;
    expect(stream.messages().length - before).toBeLessThanOrEqual(tenths + 2);
    finish(async (job, { run }) => goodRun(job, run));
    await endOf(t, id);
    await stream.ended;
    const messages = stream.messages();
    for (const { data } of messages.slice(0, -1)) expect(data).toContain('id="live-status"');
    expect(messages.at(-2)?.data).toMatch(/<title>Graded: .*Submission: Homework<\/title>/);
    expect(messages.at(-2)?.data).toContain('class="report"');
    expect(messages.at(-1)).toEqual({ event: 'end', data: '' });
    const again = await follow(t, id, student);
    await again.ended;
    expect(again.messages().map(({ event }) => event)).toEqual(['', 'end']);
  });

  test('tells that nothing is lost when no worker is there, and when the queue does not answer', async ({
    expect,
    ...context
  }) => {
    const t = await serve(context);
    const [student] = t.students;
    const id = await handIn(t, student);
    const page = async () => (await t.ask(`/submissions/${id}?lang=es`, { as: student })).text;
    expect(await page()).toMatch(/Lo que se entregó está a salvo.*ningún trabajador/);
    const stream = await follow(t, id, student);
    await expect.poll(() => stream.messages().at(-1)?.data).toContain('No worker is there');
    await t.redis.kill();
    await expect.poll(page).toMatch(/Lo que se entregó está a salvo.*la fila no responde/);
    await expect.poll(() => stream.messages().at(-1)?.data).toContain('queue does not answer');
    stream.cut();
  });

  test('tells how the line moves, though nothing happens to the submission itself', async ({ expect, ...context }) => {
    const t = await serve(context);
    const [student, other] = t.students;
    const first = await handIn(t, other);
    const stream = await follow(t, await handIn(t, student), student);
    await expect.poll(() => stream.messages().at(-1)?.data).toContain('2nd in line.');
    await t.service.submissions.cancel(other, first);
    await expect.poll(() => stream.messages().at(-1)?.data).toContain('Next in line.');
    stream.cut();
  });

  test('leads from a submission that was replaced to the newer one, and asks for no attempt', async ({
    expect,
    ...context
  }) => {
    const t = await serve(context);
    const [student] = t.students;
    const id = await handIn(t, student);
    const stream = await follow(t, id, student);
    const newer = await handIn(t, student);
    await stream.ended;
    const last = stream.messages().at(-2)?.data;
    expect(last).toContain(`href="/submissions/${newer}"`);
    expect(last).toContain('It cost no attempt.');
    expect(last).not.toContain('/resubmissions');
  });

  test('is for the owner and teachers, and counts with the other streams of a person', async ({
    expect,
    ...context
  }) => {
    const t = await serve(context);
    const [student, other] = t.students;
    const id = await handIn(t, student);
    const path = `/submissions/${id}/live`;
    expect((await t.ask(path, { as: other })).status).toBe(404);
    expect((await t.ask(path)).status).toBe(401);
    const streams = await Promise.all(Array.from({ length: 10 }, () => follow(t, id, student)));
    const events = await Promise.all(
      Array.from({ length: 10 }, () => follow(t, id, student, `/api/submissions/${id}/events`)),
    );
    expect(problem(await t.ask(`/api/submissions/${id}/events`, { as: student })).code).toBe('too-many-requests');
    expect((await t.ask(path, { as: student })).status).toBe(429);
    const teacher = await follow(t, id, t.teacher);
    await expect.poll(() => teacher.messages().at(-1)?.data).toContain(student.name);
    for (const one of [...streams, ...events, teacher]) one.cut();
  });
});

async function handIn(t: Served, student: Person): Promise<string> {
  const request = { assignment: 'homework', repository: REPOSITORY };
  return (await t.service.submissions.submit(student, request, null)).view.id;
}

interface Message {
  event: string;
  data: string;
}

async function follow(t: Served, id: string, as: Person, path = `/submissions/${id}/live?lang=en`) {
  const leave = new AbortController();
  const response = await fetch(t.base + path, {
    headers: { authorization: `Bearer ${await t.tokenOf(as)}` },
    signal: leave.signal,
  });
  const type = response.headers.get('content-type');
  if (!type?.startsWith('text/event-stream')) throw new Error(`no stream, but ${response.status} ${type}`);
  let text = '';
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
  };
  return {
    ended: read().catch((error: unknown) => {
      if (!leave.signal.aborted) throw error;
    }),
    messages: () => text.split('\n\n').slice(0, -1).map(message),
    cut: () => leave.abort(),
  };
}

function message(block: string): Message {
  const fields = block.split('\n').map((line) => line.split(/:(?: |$)(.*)/s));
  const of = (name: string) => fields.filter(([field]) => field === name).map(([, value = '']) => value);
  return { event: of('event').join(), data: of('data').join('\n') };
}
