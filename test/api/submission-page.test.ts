import { describe, test } from 'vitest';
import type { SubmissionView } from '../../src/core/wire/submission.ts';
import { atOnce, goodRun, poorEvidence } from '../support/runs.ts';
import { endOf } from '../support/service.ts';
import { serve } from './fixtures/served.ts';

const body = { assignment: 'homework', repository: 'https://github.com/student/homework' };
const EVIL = '<script>alert(1)</script>';

describe('the page of a submission', { concurrent: true }, () => {
  test('shows where it is, and in the end shows each line with what to do', async ({ expect, ...context }) => {
    const t = await serve(context);
    const [student] = t.students;
    const { json } = await t.ask('/api/submissions', { as: student, method: 'POST', body });
    const { id } = json as SubmissionView;
    const waiting = await t.ask(`/submissions/${id}`, { as: student });
    expect(waiting.text).toContain('Next in line.');
    t.service.keeper.start();
    t.worker(async (job, { run }) => goodRun(job, run, poorEvidence()));
    await endOf(t, id);
    const { report } = (await t.ask(`/api/submissions/${id}?lang=es`, { as: student })).json as SubmissionView;
    const page = await t.ask(`/submissions/${id}?lang=es`, { as: student });
    expect(page.text).toContain(`${report?.score.earned} / ${report?.score.possible}`);
    expect(report?.results.length).toBeGreaterThan(0);
    for (const { title } of report?.results ?? []) expect(page.text).toContain(title.replaceAll('"', '&quot;'));
  });

  test('is for its owner and teachers alone; who is not signed in is told how', async ({ expect, ...context }) => {
    const t = await serve(context);
    const [owner, other] = t.students;
    const { json } = await t.ask('/api/submissions', { as: owner, method: 'POST', body });
    const path = `/submissions/${(json as SubmissionView).id}`;
    const answers = [owner, t.teacher, other, undefined].map(async (as) => (await t.ask(path, as && { as })).status);
    expect(await Promise.all(answers)).toEqual([200, 200, 404, 401]);
    expect((await t.ask(path)).text).not.toContain('student/homework');
    expect((await t.ask('/submissions/none', { as: owner })).status).toBe(404);
  });

  test('escapes whatever a student has a hand in', async ({ expect, ...context }) => {
    const t = await serve(context);
    const [student] = t.students;
    const { json } = await t.ask('/api/submissions', { as: student, method: 'POST', body });
    const { id } = json as SubmissionView;
    t.service.keeper.start();
    t.worker(async (job, context) => {
      const run = await atOnce(job, context);
      const where = { file: EVIL, line: 1 };
      const refusals = [{ rule: 'privileged', message: { en: EVIL, es: EVIL }, where }];
      const admit = { ...run.evidence.admit, outcome: 'refused', refusals, notes: [] };
      return { ...run, outcome: 'refused', evidence: { ...run.evidence, admit } } as typeof run;
    });
    await endOf(t, id);
    const { text } = await t.ask(`/submissions/${id}`, { as: student });
    expect(text).toContain('&lt;script&gt;alert(1)');
    expect(text).not.toContain('<script>');
  });
});
