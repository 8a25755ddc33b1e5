import { describe, test } from 'vitest';
import { DockgradeError } from '../../../src/core/errors.ts';
import type { GradingJob } from '../../../src/core/job.ts';
import type { Process } from '../../../src/queue/queue.ts';
import { atOnce, goodRun } from '../../support/runs.ts';
import { endOf, type Opened, openService } from '../../support/service.ts';

const request = (name = 'homework') => ({ assignment: 'homework', repository: `https://github.com/student/${name}` });

describe('faults of ours', { concurrent: true }, () => {
  test('that come back at every try end as an error that costs no attempt', async ({ expect, ...context }) => {
    const t = await openService(context);
    const [student] = t.students;
    t.service.keeper.start();
    t.worker(async () => {
      throw new DockgradeError('engine-unreachable', 'The engine went away.', { remedy: 'Start it again.' });
    });
    const { view } = await t.service.submissions.submit(student, request(), null);
    expect(await endOf(t, view.id)).toMatchObject({ outcome: 'error', tries: 3, result: null });
    expect(await t.service.submissions.get(student, view.id, 'en')).toMatchObject({
      fault: { code: 'engine-unreachable', message: 'The engine went away.', remedy: 'Start it again.' },
      score: null,
      report: null,
      attempts: { used: 0 },
    });
  });

  test('that pass are tried again, and the student sees a grade', async ({ expect, ...context }) => {
    const t = await openService(context);
    let tries = 0;
    t.service.keeper.start();
    t.worker(async (job, inside) => {
      tries += 1;
      if (tries < 3) throw new DockgradeError('registry-unreachable', 'The registry did not answer.');
      return atOnce(job, inside);
    });
    const { view } = await t.service.submissions.submit(t.students[0], request(), null);
    expect(await endOf(t, view.id)).toMatchObject({ outcome: 'graded', tries: 3 });
  });

  test('a result that does not fit its schema is an error', async ({ expect, ...context }) => {
    const t = await openService(context);
    t.service.keeper.start();
    const spoilt = async (job: GradingJob, { run }: { run: string }) => ({
      ...goodRun(job, run),
      outcome: 'brilliant',
    });
    t.worker(spoilt as unknown as Process);
    const { view } = await t.service.submissions.submit(t.students[0], request(), null);
    expect(await endOf(t, view.id)).toMatchObject({ outcome: 'error', fault: { code: 'result-invalid' } });
  });

  test('a result that cannot be stored is an error, is logged, and stops nobody else', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    const [one, two] = t.students;
    const { view: broken } = await t.service.submissions.submit(one, request('broken'), null);
    const { view: whole } = await t.service.submissions.submit(two, request('whole'), null);
    const fault = new Error('a column is too short');
    const mended = failingFinish(t, broken.id, fault);
    t.service.keeper.start();
    t.worker(atOnce);
    expect(await endOf(t, whole.id)).toMatchObject({ outcome: 'graded' });
    await expect.poll(() => t.lines.map(({ fields }) => fields.error)).toContain(fault);
    for (let look = 0; look < 4; look++) await t.service.keeper.reconcile();
    expect(await endOf(t, broken.id)).toMatchObject({ outcome: 'error', fault: { code: 'internal' } });
    const logged = t.lines.filter(({ level, fields }) => level === 'error' && fields.submission === broken.id);
    expect(logged.map(({ fields }) => fields.error)).toContain(fault);
    await expect.poll(() => t.queue.counts()).toMatchObject({ ended: 0 });
    mended();
  });

  test('a result for which the disk is too full waits until there is space, and stops nobody else', async ({
    expect,
    ...context
  }) => {
    const t = await openService(context);
    const [one, two] = t.students;
    const { view: large } = await t.service.submissions.submit(one, request('large'), null);
    const { view: small } = await t.service.submissions.submit(two, request('small'), null);
    const mended = failingFinish(t, large.id, new DockgradeError('store-unreachable', 'The disk is full.'));
    t.service.keeper.start();
    t.worker(atOnce);
    expect(await endOf(t, small.id)).toMatchObject({ outcome: 'graded' });
    await expect.poll(() => t.queue.counts()).toMatchObject({ ended: 1 });
    for (let look = 0; look < 6; look++) await t.service.keeper.reconcile();
    expect(await t.store.submissions.get(large.id)).toMatchObject({ state: 'running', outcome: null });
    mended();
    expect(await endOf(t, large.id)).toMatchObject({ outcome: 'graded' });
  });

  test('a result of a submission that nobody handed in is thrown away', async ({ expect, ...context }) => {
    const t = await openService(context);
    const current = await t.store.assignments.current('homework');
    if (!current) throw new Error('there is an assignment');
    await t.queue.add(
      { id: 'a'.repeat(26), repository: 'https://github.com/s/h', ref: null, assignment: current.assignment },
      1,
    );
    t.worker(atOnce);
    await expect.poll(() => t.queue.counts()).toMatchObject({ ended: 1 });
    await t.service.keeper.reconcile();
    expect(await t.queue.counts()).toMatchObject({ ended: 0 });
    expect(await t.store.submissions.counts()).toMatchObject({ accepted: 0, finished: 0 });
  });
});

/** From now on the store fails to store a result of this submission, until the returned function is called. */
function failingFinish({ store: { submissions } }: Opened, id: string, fault: Error): () => void {
  const { finish } = submissions;
  submissions.finish = async (finished, ending, at, compute) => {
    if (finished === id && ending.outcome !== 'error') throw fault;
    return finish.call(submissions, finished, ending, at, compute);
  };
  return () => {
    submissions.finish = finish;
  };
}
