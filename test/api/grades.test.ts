import { parse } from 'csv-parse/sync';
import { describe, test } from 'vitest';
import type { GradeTable, RegradeView } from '../../src/core/wire/grades.ts';
import type { SubmissionView } from '../../src/core/wire/submission.ts';
import { atOnce } from '../support/runs.ts';
import { endOf } from '../support/service.ts';
import { problem, type Served, serve } from './fixtures/served.ts';

const GRADES = '/api/assignments/homework/grades';
const CSV = { 'content-type': 'text/csv' };

async function graded(t: Served): Promise<string> {
  const body = { assignment: 'homework', repository: 'https://github.com/student/homework' };
  t.service.keeper.start();
  t.worker(atOnce);
  const { id } = (await t.ask('/api/submissions', { as: t.students[0], method: 'POST', body })).json as SubmissionView;
  await endOf(t, id);
  return id;
}

describe('the grade table', { concurrent: true }, () => {
  test('goes page by page through the Link header, and every page is asked as the first was', async ({
    expect,
    ...context
  }) => {
    const t = await serve(context);
    const rows = Array.from({ length: 25 }, (_, i) => `Student ${String(i).padStart(2, '0')},s${i}@example.com`);
    await t.ask('/api/assignments/homework/roster', {
      as: t.teacher,
      method: 'PUT',
      body: `name,email\n${rows.join('\n')}\n`,
      headers: CSV,
    });
    const names: string[] = [];
    let path: string | undefined = `${GRADES}?perPage=10&order=desc&search=student`;
    let pages = 0;
    while (path) {
      const { json, headers } = await t.ask(path, { as: t.teacher });
      names.push(...(json as GradeTable).grades.map(({ student }) => student.name));
      path = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
      pages += 1;
    }
    expect(pages).toBe(3);
    expect(names).toEqual(rows.map((row) => row.split(',')[0]).reverse());
    const far = await t.ask(`${GRADES}?page=1000000`, { as: t.teacher });
    expect(far).toMatchObject({ status: 200, json: { grades: [], total: 25 } });
    expect(far.headers.get('link')).toContain('page=1&perPage=50>; rel="prev"');
  });

  test('as CSV holds every row, opens in a spreadsheet as UTF-8, and no cell can run', async ({
    expect,
    ...context
  }) => {
    const t = await serve(context);
    const names = ['=HYPERLINK("http://evil","x")', '+1', '-1', '@SUM(A1)', '＝1+1', 'Plain', 'Zoë "Q", Jr.'];
    const roster = `name,email\n${names.map((name, i) => `"${name.replaceAll('"', '""')}",s${i}@example.com`).join('\n')}\n`;
    const put = await t.ask('/api/assignments/homework/roster', {
      as: t.teacher,
      method: 'PUT',
      body: roster,
      headers: CSV,
    });
    expect(put.status, put.text).toBe(200);
    const { json } = await t.ask(`${GRADES}?search=Plain`, { as: t.teacher });
    const student = (json as GradeTable).grades[0]?.student.id;
    await t.ask(`${GRADES}/${student}`, { as: t.teacher, method: 'PUT', body: { score: 7.5, reason: '=cmd|calc' } });
    const response = await fetch(`${t.base}${GRADES}`, {
      headers: { accept: 'text/csv', authorization: `Bearer ${await t.tokenOf(t.teacher)}` },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="grades-homework.csv"');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const table = parse<Record<string, string>>(bytes, { bom: true, columns: true });
    expect(table.map(({ name }) => name).sort()).toEqual(
      names.map((name) => (/^[=+\-@＝]/.test(name) ? `'${name}` : name)).sort(),
    );
    expect(table.find(({ name }) => name === 'Plain')).toMatchObject({
      score: '7.5',
      override: '7.5',
      'override reason': "'=cmd|calc",
    });
    expect(bytes.toString()).not.toMatch(/(^|,)"?[=+@＝-][^"]/m);
  });

  test('as CSV of thousands comes whole; a download that is cut off harms nothing', async ({ expect, ...context }) => {
    const t = await serve(context);
    const rows = Array.from({ length: 4000 }, (_, i) => ({
      name: `Student ${i} ${'x'.repeat(150)}`,
      email: `s${i}@example.com`,
      github: null,
    }));
    await t.store.people.setRoster('homework', rows, new Date().toISOString());
    const headers = {
      accept: 'text/csv',
      // Compressed it is so small that all of it is sent before it could be cut off.
      'accept-encoding': 'identity',
      authorization: `Bearer ${await t.tokenOf(t.teacher)}`,
    };
    const cut = new AbortController();
    const first = await fetch(`${t.base}${GRADES}`, { headers, signal: cut.signal });
    await first.body?.getReader().read();
    cut.abort();
    await expect
      .poll(() => t.requests.filter(({ route }) => route === '/api/assignments/:id/grades'))
      .toMatchObject([{ status: 200, aborted: true }]);
    const whole = await (await fetch(`${t.base}${GRADES}`, { headers })).text();
    expect(whole.trimEnd().split('\r\n')).toHaveLength(4001);
  });

  test('as CSV of an assignment that is not there is a problem, not an empty file', async ({ expect, ...context }) => {
    const t = await serve(context);
    const answer = await t.ask('/api/assignments/absent/grades', { as: t.teacher, headers: { accept: 'text/csv' } });
    expect(problem(answer)).toMatchObject({ status: 404, code: 'not-found' });
  });

  test('keeps the computed score beside one that a teacher sets, with its history', async ({ expect, ...context }) => {
    const t = await serve(context);
    await graded(t);
    const path = `${GRADES}/${t.students[0].id}`;
    const before = ((await t.ask(path, { as: t.teacher })).json as { grade: { score: number } }).grade.score;
    const set = await t.ask(path, { as: t.teacher, method: 'PUT', body: { score: 1, reason: 'copied' } });
    expect(set).toMatchObject({
      status: 200,
      json: { score: 1, computed: before, override: { reason: 'copied', by: 'Tea Cher' } },
    });
    await t.ask(path, { as: t.teacher, method: 'PUT', body: { score: null, reason: 'was not copied' } });
    const { json } = await t.ask(path, { as: t.teacher });
    expect(json).toMatchObject({
      grade: { score: before, override: null },
      history: [
        { kind: 'graded' },
        { kind: 'override', after: 1, reason: 'copied' },
        { kind: 'override-removed', after: before },
      ],
    });
  });

  test('refuses a score without a reason, below zero, or no number', async ({ expect, ...context }) => {
    const t = await serve(context);
    const put = (body: unknown) => t.ask(`${GRADES}/${t.students[0].id}`, { as: t.teacher, method: 'PUT', body });
    for (const body of [
      { score: 3 },
      { score: -1, reason: 'x' },
      { score: '3', reason: 'x' },
      { score: 3, reason: ' ' },
      '{"score":1e999,"reason":"x"}',
    ]) {
      const answer = await (typeof body === 'string'
        ? t.ask(`${GRADES}/${t.students[0].id}`, {
            as: t.teacher,
            method: 'PUT',
            body,
            headers: { 'content-type': 'application/json' },
          })
        : put(body));
      expect(problem(answer).code, JSON.stringify(body)).toBe('request-invalid');
    }
  });
});

describe('a regrade', { concurrent: true }, () => {
  const LIST = '/api/assignments/homework/regrades';

  test('is previewed, looked at, published; a second one is discarded', async ({ expect, ...context }) => {
    const t = await serve(context);
    await graded(t);
    await t.publish(
      'id: homework\ntitle: Homework\nattempts: { limit: 20, count: best }\nrubric: { image-builds: 50 }\n',
    );
    const made = await t.ask(LIST, { as: t.teacher, method: 'POST', body: { judgeOnly: true, preview: true } });
    const { id } = made.json as RegradeView;
    expect(made).toMatchObject({ status: 201, json: { mode: 'judge', state: 'ready', progress: { ended: 1, of: 1 } } });
    expect(made.headers.get('location')).toBe(`${LIST}/${id}`);
    expect((await t.ask(`${LIST}/${id}`, { as: t.teacher })).json).toMatchObject({
      id,
      changes: [{ after: { earned: 50, possible: 50 } }],
    });
    expect((await t.ask(LIST, { as: t.teacher })).json).toMatchObject({ regrades: [{ id }] });
    const published = await t.ask(`${LIST}/${id}/publication`, { as: t.teacher, method: 'POST' });
    expect(published).toMatchObject({ status: 200, json: { state: 'published' } });
    expect((await t.ask(`${GRADES}/${t.students[0].id}`, { as: t.teacher })).json).toMatchObject({
      grade: { score: 50, possible: 50 },
    });
    const again = await t.ask(`${LIST}/${id}/publication`, { as: t.teacher, method: 'POST' });
    expect(again).toMatchObject({ status: 200, json: { state: 'published' } });
    expect(problem(await t.ask(`${LIST}/${id}`, { as: t.teacher, method: 'DELETE' })).code).toBe('conflict');
    const second = (await t.ask(LIST, { as: t.teacher, method: 'POST', body: { judgeOnly: true, preview: true } }))
      .json as RegradeView;
    expect((await t.ask(`${LIST}/${second.id}`, { as: t.teacher, method: 'DELETE' })).json).toMatchObject({
      state: 'discarded',
    });
  });

  test('of another assignment is not found under this one', async ({ expect, ...context }) => {
    const t = await serve(context);
    await graded(t);
    await t.publish('id: other\ntitle: Other\n');
    const { id } = (await t.ask(LIST, { as: t.teacher, method: 'POST', body: { judgeOnly: true, preview: true } }))
      .json as RegradeView;
    expect((await t.ask(`/api/assignments/other/regrades/${id}`, { as: t.teacher })).status).toBe(404);
    expect(
      (await t.ask(`/api/assignments/other/regrades/${id}/publication`, { as: t.teacher, method: 'POST' })).status,
    ).toBe(404);
  });
});
