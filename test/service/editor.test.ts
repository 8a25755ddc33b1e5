import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DRAFTS } from '../../src/core/submission.ts';
import { atOnce } from '../support/runs.ts';
import { endOf, HOMEWORK, openService, type TestService } from '../support/service.ts';
import { BUILDING, both, buildsOnly, EVEN, graded, keepsOnly } from './grades/graded.ts';
import { QUERY } from './regrades/changed-rubric.ts';

const going = () => new AbortController().signal;

/** Every row of every table, as SQLite has it. */
function dump(file: string): Record<string, unknown[]> {
  const database = new Database(file, { readonly: true });
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table' order by name").all();
    return Object.fromEntries(
      (tables as { name: string }[]).map(({ name }) => [name, database.prepare(`select * from "${name}"`).all()]),
    );
  } finally {
    database.close();
  }
}

describe('the preview of a draft', () => {
  let t: TestService;
  const closing: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    t = await openService({ onTestFinished: (close) => void closing.push(close) }, { students: 4 });
    await t.publish(EVEN);
    for (const [index, evidence] of [both(), buildsOnly(), keepsOnly()].entries()) {
      const student = t.students[index];
      if (student) await graded(t.store, student, evidence, { at: '2026-03-02T13:00:00.000Z' });
    }
    // What a teacher tries is in no table.
    await graded(t.store, t.teacher, buildsOnly());
  });
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  });

  test('says who gains and who loses, the largest losses first, and changes nothing in the books', async () => {
    const before = dump(t.file);
    const preview = await t.service.editor.previewRubric(t.teacher, 'homework', BUILDING, going());
    const [, builds, keeps] = t.students;
    expect(preview).toMatchObject({
      judged: 3,
      summary: { up: 1, down: 1, same: 1 },
      changes: [
        { student: { id: keeps?.id }, before: { earned: 50 }, after: { earned: 20, possible: 100 }, difference: -30 },
        { student: { id: builds?.id }, before: { earned: 50 }, after: { earned: 80, possible: 100 }, difference: 30 },
      ],
    });
    expect(preview?.distribution).toEqual({
      before: [0, 0, 0, 0, 0, 2, 0, 0, 0, 1],
      after: [0, 0, 1, 0, 0, 0, 0, 0, 1, 1],
    });
    expect(dump(t.file)).toEqual(before);
  });

  test('is what a regrade by the published draft comes to', async (context) => {
    const own = await openService(context);
    await own.publish(EVEN);
    await graded(own.store, own.students[0], keepsOnly());
    const second = await graded(own.store, own.students[0], buildsOnly());
    const preview = await own.service.editor.previewRubric(own.teacher, 'homework', BUILDING, going());
    await own.publish(BUILDING);
    const regrade = await own.service.grades.regrade(own.teacher, 'homework', { judgeOnly: true, preview: true });
    expect(preview?.changes).toMatchObject(regrade.changes);
    expect(preview?.changes).toMatchObject([{ submission: second, overridden: false }]);
  });

  test('counts days late and which attempt counts as the draft says', async () => {
    const late = 'due: 2026-03-01T12:00:00Z\nlate: { pointsPerDay: 10, days: 3 }\n';
    const preview = await t.service.editor.previewRubric(t.teacher, 'homework', EVEN + late, going());
    expect(preview?.summary).toEqual({ up: 0, down: 3, same: 0 });
    expect(preview?.changes.map(({ difference }) => difference)).toEqual([-20, -20, -20]);
  });

  test('tells of scores that were set by hand, and ends when nobody waits for it', async () => {
    const [student] = t.students;
    const set = (score: number | null) =>
      t.service.grades.override(t.teacher, 'homework', student.id, { score, reason: 'shown in class' });
    await set(77);
    const lower = EVEN.replaceAll('50', '40');
    const preview = await t.service.editor.previewRubric(t.teacher, 'homework', lower, going());
    expect(preview?.changes.find((change) => change.student.id === student.id)).toMatchObject({ overridden: true });
    await set(null);
    expect(await t.service.editor.previewRubric(t.teacher, 'homework', lower, AbortSignal.abort())).toBeNull();
  });

  test('is for teachers, of an assignment that is there, with its own id and no mistake', async () => {
    const { editor } = t.service;
    const code = async (promise: Promise<unknown>) =>
      promise.then(
        () => 'done',
        (error) => error.code,
      );
    const [student] = t.students;
    expect(await code(editor.previewRubric(student, 'homework', EVEN, going()))).toBe('not-allowed');
    expect(await code(editor.checkAssignment(student, null, EVEN, 'en'))).toBe('not-allowed');
    expect(await code(editor.version(student, 'homework', 1))).toBe('not-allowed');
    expect(await code(editor.outdated(student, 'homework'))).toBe('not-allowed');
    expect(await code(editor.examples(student, 'en'))).toBe('not-allowed');
    const on = { example: 'node-postgres/solution' };
    expect(await code(editor.dryRun(student, { id: null, source: EVEN, on }))).toBe('not-allowed');
    expect(await code(editor.previewRubric(t.teacher, 'nothing', EVEN, going()))).toBe('not-found');
    expect(await code(editor.previewRubric(t.teacher, 'homework', 'id: other\ntitle: T\n', going()))).toBe(
      'assignment-invalid',
    );
  });
});

describe('a dry run', () => {
  const DRAFT = 'id: homework\ntitle: Draft\nrubric: { image-builds: 7, database-survives-recreation: 3 }\n';
  const on = { repository: 'https://github.com/teacher/example' };

  test('is graded by the draft, for its teacher alone, and is in no table, list or figure of the assignment', async (context) => {
    const t = await openService(context);
    const { service, store, teacher, students } = t;
    await graded(store, students[0], both());
    const look = async () => ({
      table: await service.grades.table(teacher, 'homework', QUERY),
      view: await service.assignments.get(teacher, 'homework', 'en'),
      student: await service.assignments.get(students[0], 'homework', 'en'),
      list: await service.assignments.list(teacher, 'en'),
      submissions: await service.submissions.list(teacher, { assignment: 'homework', limit: 50 }),
      theirs: await service.submissions.list(students[0], { limit: 50 }),
      attempts: await store.grades.attempts('homework'),
      gradable: await store.regrades.gradable('homework'),
      outdated: await service.editor.outdated(teacher, 'homework'),
    });
    const before = await look();
    t.worker(atOnce);
    service.keeper.start();
    const id = await service.editor.dryRun(teacher, { id: 'homework', source: DRAFT, on });
    expect(await endOf(t, id)).toMatchObject({ outcome: 'graded', source: 'dry-run', assignment: DRAFTS });
    const view = await service.submissions.get(teacher, id, 'en');
    expect(view).toMatchObject({ assignment: 'homework', score: { earned: 10, possible: 10 }, lateDays: 0 });
    expect(view.report?.results.filter(({ points }) => points.possible > 0)).toHaveLength(2);
    expect((await service.submissions.list(teacher, { limit: 1 })).submissions).toMatchObject([
      { id, assignment: 'homework', source: 'dry-run', score: { earned: 10 } },
    ]);
    for (const student of students) {
      await expect(service.submissions.get(student, id, 'en')).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await look()).toEqual(before);
    const again = await service.submissions.resubmit(teacher, id, true, null);
    expect(await endOf(t, again.view.id)).toMatchObject({ outcome: 'graded', source: 'dry-run', digest: view.digest });
    expect(await look()).toEqual(before);
  });

  test('of an assignment that is not published yet works as well, and publishes nothing', async (context) => {
    const t = await openService(context);
    const { service, teacher, students } = t;
    t.worker(atOnce);
    service.keeper.start();
    const source = 'id: brand-new\ntitle: New\n';
    const id = await service.editor.dryRun(teacher, { id: null, source, on: { example: 'node-postgres/starter' } });
    expect(await endOf(t, id)).toMatchObject({ outcome: 'graded', repository: expect.stringMatching(/starter$/) });
    for (const viewer of [teacher, students[0]]) {
      for (const hidden of ['brand-new', DRAFTS]) {
        await expect(service.assignments.get(viewer, hidden, 'en')).rejects.toMatchObject({ code: 'not-found' });
        const handIn = service.submissions.submit(viewer, { assignment: hidden, ...on }, null);
        await expect(handIn).rejects.toMatchObject({ code: 'not-found' });
        await expect(service.grades.table(teacher, hidden, QUERY)).rejects.toMatchObject({ code: 'not-found' });
      }
    }
  });

  test.for([
    [{ example: '../../etc/solution' }, 'not-found'],
    [{ example: 'node-postgres/../../src' }, 'not-found'],
    [{ repository: '/etc' }, 'repository-not-allowed'],
    [{ repository: 'https://elsewhere.example/a/b' }, 'repository-not-allowed'],
    [{ repository: 'https://github.com/a/b', ref: '--upload-pack=x' }, 'ref-unknown'],
  ] as const)('takes no folder and no host but those that are offered: %j', async ([target, code], context) => {
    const { service, store, teacher } = await openService(context);
    const asked = service.editor.dryRun(teacher, { id: 'homework', source: HOMEWORK, on: target });
    await expect(asked).rejects.toMatchObject({ code });
    expect(await store.submissions.list({ limit: 1 })).toEqual([]);
  });
});

describe('checking a file', () => {
  test('tells every mistake with its place in the language of the reader, else what the file means', async (context) => {
    const { service, teacher } = await openService(context);
    const check = (source: string, lang: 'en' | 'es', id: string | null = 'homework') =>
      service.editor.checkAssignment(teacher, id, source, lang);
    expect(await check('id: other\ntitle: T\n', 'es')).toEqual({
      meaning: null,
      mistakes: [{ line: 1, column: 5, path: 'id', found: '"other"', expected: '"homework", como está publicada' }],
    });
    expect((await check('id: other\ntitle: T\n', 'es', null)).mistakes).toEqual([]);
    expect((await check('id: homework\ntitle: T\nstack: { prot: 1 }\ndue: soon\n', 'en')).mistakes).toMatchObject([
      { line: 3, column: 10, found: 'the unknown key "prot"', expected: '"port"' },
      { line: 4, column: 6 },
    ]);
    const { meaning } = await check(`${EVEN}due: 2020-01-01T00:00:00Z\n`, 'en');
    expect(meaning).toMatchObject({
      points: 100,
      groups: [
        { group: 'image', points: 50, lines: [{ points: 50 }] },
        { group: 'persistence', points: 50 },
      ],
      warnings: ['The deadline is in the past already.'],
    });
  });

  test('of bombs and nonsense ends soon, as a mistake', async (context) => {
    const { service, teacher } = await openService(context);
    const deep = '['.repeat(50_000);
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghi'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]\n`)
      .join('')}`;
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`).join('');
    for (const source of [deep, keys, bomb, 'x'.repeat(300 * 1024), '\0', '&a [*a]']) {
      const { mistakes, meaning } = await service.editor.checkAssignment(teacher, null, source, 'en');
      expect(meaning).toBeNull();
      expect(mistakes.length).toBeGreaterThan(0);
    }
  });

  test('of every bundled example finds no mistake', async (context) => {
    const { service, teacher } = await openService(context);
    const examples = await service.editor.examples(teacher, 'es');
    expect(examples.map(({ id }) => id)).toEqual(['go-backend', 'node-postgres', 'python-flask']);
    for (const { id, source } of examples) {
      expect((await service.editor.checkAssignment(teacher, id, source, 'en')).meaning?.warnings).toEqual([]);
    }
  });
});
