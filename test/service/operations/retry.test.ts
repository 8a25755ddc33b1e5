import { hostname } from 'node:os';
import { describe, test } from 'vitest';
import { DockgradeError } from '../../../src/core/errors.ts';
import type { Process } from '../../../src/queue/queue.ts';
import { goodRun } from '../../support/runs.ts';
import { endOf, openService } from '../../support/service.ts';

const COMMIT = 'c'.repeat(40);
const ONE_ATTEMPT = 'id: homework\ntitle: Homework\nattempts: { limit: 1, count: best }\ndue: 2030-01-01T00:00:00Z\n';
const OVER = ONE_ATTEMPT.replace('2030', '2020');

/** Fails with a fault of ours as long as `broken` says so; it has fetched by then. */
function machine(): { work: Process; mend: () => void; refs: (string | null)[] } {
  let broken = true;
  const refs: (string | null)[] = [];
  const detail = { en: 'one commit', es: 'un commit' };
  return {
    refs,
    mend: () => {
      broken = false;
    },
    async work(job, { run, tell }) {
      refs.push(job.ref);
      tell({ type: 'stage-started', stage: 'fetch', at: new Date().toISOString() });
      tell({ type: 'stage-ended', stage: 'fetch', outcome: 'ran', seconds: 0.01, detail, commit: COMMIT });
      if (broken) throw new DockgradeError('sandbox-breached', 'What was created is not what was admitted.');
      return goodRun(job, run);
    },
  };
}

describe('what ended by a fault of ours', { concurrent: true }, () => {
  test('is handed in again at the commit that was fetched, in time and for the attempt that it was meant to be', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    const [student] = t.students;
    const { submissions, operations, keeper } = t.service;
    await t.publish(ONE_ATTEMPT);
    keeper.start();
    const { work, mend, refs } = machine();
    t.worker(work);
    const request = { assignment: 'homework', repository: 'https://github.com/student/homework', ref: 'main' };
    const { view } = await submissions.submit(student, request, null);
    await endOf(t, view.id);
    expect(await submissions.get(student, view.id, 'en')).toMatchObject({ outcome: 'error', attempts: { used: 0 } });
    // Where it happened is for whoever operates the service.
    expect((await submissions.get(student, view.id, 'en')).fault).not.toHaveProperty('worker');
    expect((await operations.view(t.teacher, {})).failures.page).toEqual([
      expect.objectContaining({ id: view.id, worker: hostname(), retryable: true, again: null }),
    ]);
    await t.publish(OVER);
    mend();
    const [again, same] = await Promise.all([
      operations.retry(t.teacher, view.id),
      operations.retry(t.teacher, view.id),
    ]);
    expect(same).toBe(again);
    await endOf(t, again);
    expect(await operations.retry(t.teacher, view.id)).toBe(again);
    expect(refs).toEqual(['main', COMMIT]);
    expect(await submissions.get(student, again, 'en')).toMatchObject({
      outcome: 'graded',
      student: { id: student.id },
      acceptedAt: view.acceptedAt,
      attempts: { used: 1, limit: 1 },
    });
    expect(t.lines).toContainEqual(
      expect.objectContaining({ fields: expect.objectContaining({ retryOf: view.id, by: t.teacher.id }) }),
    );
  });

  test('is handed in again all together, but not where the student did so already', async ({ expect, ...context }) => {
    const t = await openService(context, { students: 6 });
    const { submissions, operations, keeper } = t.service;
    keeper.start();
    const { work, mend } = machine();
    t.worker(work);
    const request = { assignment: 'homework', repository: 'https://github.com/student/homework' };
    const failed = await Promise.all(t.students.map((student) => submissions.submit(student, request, null)));
    for (const { view } of failed) await endOf(t, view.id);
    mend();
    const own = await submissions.submit(t.students[0], request, null);
    await endOf(t, own.view.id);
    const before = await operations.view(t.teacher, {});
    expect(before.failures.codes).toEqual([{ code: 'sandbox-breached', count: 6, retryable: 5 }]);
    expect(await operations.retryAll(t.teacher, 'sandbox-breached')).toEqual({ retried: 5, left: 0 });
    expect(await operations.retryAll(t.teacher, 'sandbox-breached')).toEqual({ retried: 0, left: 0 });
    await expect
      .poll(async () => (await t.store.submissions.counts()).outcomes)
      .toEqual({ graded: 6, refused: 0, error: 6 });
    for (const student of t.students) expect(await t.store.submissions.attemptsUsed('homework', student.id)).toBe(1);
    expect(await operations.retry(t.teacher, failed[0]?.view.id ?? '')).toBe(own.view.id);
  });

  test('is the teacher’s to hand in again, and nothing else is', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [student] = t.students;
    const { submissions, operations } = t.service;
    const request = { assignment: 'homework', repository: 'https://github.com/student/homework' };
    const { view } = await submissions.submit(student, request, null);
    await expect(operations.retry(student, view.id)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(operations.retryAll(student, 'internal')).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(operations.view(student, {})).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(operations.retry(t.teacher, view.id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(operations.retry(t.teacher, 'x'.repeat(26))).rejects.toMatchObject({ code: 'not-found' });
  });
});
