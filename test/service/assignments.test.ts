import { describe, expect, test } from 'vitest';
import { DockgradeError } from '../../src/core/errors.ts';
import { HOMEWORK, openService } from '../support/service.ts';
import { BUILDING, both, buildsOnly, EVEN, graded } from './grades/graded.ts';

const SECRETS = `
id: homework
title: { en: Homework, es: Tarea }
stack: { files: { .env: "PASSWORD=only-for-grading" }, environment: { JWT_SECRET: hidden-one } }
probes:
  - name: the hidden answer
    request: { path: / }
    expect: { body: expected-words }
rubric: { stack-starts: 0.2, image-builds: 0.1 }
`;

describe('an assignment', () => {
  test('shows students what is asked, in their language, and no part of the file', async (context) => {
    const { service, teacher, students } = await openService(context);
    await service.assignments.publish(teacher, 'homework', SECRETS, 'en');
    const view = await service.assignments.get(students[0], 'homework', 'es');
    expect(view).toMatchObject({
      title: 'Tarea',
      points: 0.3,
      open: true,
      due: null,
      late: null,
      attempts: { used: 0, limit: null, count: 'best' },
      source: null,
      versions: [],
    });
    expect(view.rubric.map(({ grader, points }) => [grader, points])).toEqual([
      ['image-builds', 0.1],
      ['stack-starts', 0.2],
    ]);
    const list = await service.assignments.list(students[0], 'en');
    expect(list).toHaveLength(1);
    for (const secret of ['only-for-grading', 'hidden-one', 'expected-words', 'hidden answer']) {
      expect(JSON.stringify([view, list])).not.toContain(secret);
    }
  });

  test('shows teachers the file as it was written, and all versions, the newest first', async (context) => {
    const { service, teacher } = await openService(context);
    await service.assignments.publish(teacher, 'homework', SECRETS, 'en');
    const view = await service.assignments.get(teacher, 'homework', 'en');
    expect(view).toMatchObject({ title: 'Homework', version: 2, source: SECRETS });
    expect(view.versions.map(({ version }) => version)).toEqual([2, 1]);
    expect(view.versions[0]?.digest).toBe(view.digest);
  });

  test('is seen by the students of its roster and by no others', async (context) => {
    const { service, teacher, students } = await openService(context);
    await service.assignments.publish(teacher, 'other', 'id: other\ntitle: Other\n', 'en');
    const [student] = students;
    expect((await service.assignments.list(teacher, 'en')).map(({ id }) => id)).toEqual(['homework', 'other']);
    expect((await service.assignments.list(student, 'en')).map(({ id }) => id)).toEqual(['homework']);
    for (const id of ['other', 'nothing', "' OR 1=1 --"]) {
      await expect(service.assignments.get(student, id, 'en')).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  test('counts the attempts of whoever looks', async (context) => {
    const { service, store, students } = await openService(context);
    const [student, other] = students;
    await graded(store, student, both());
    await graded(store, student, both());
    const used = async (viewer: typeof student) => (await service.assignments.get(viewer, 'homework', 'en')).attempts;
    expect(await used(student)).toEqual({ used: 2, limit: 20, count: 'best' });
    expect(await used(other)).toEqual({ used: 0, limit: 20, count: 'best' });
  });

  test('is open until its deadline and on the late days that are allowed', async (context) => {
    const { service, teacher, students } = await openService(context);
    const late = 'late: { pointsPerDay: 5, days: 1 }';
    for (const [seconds, policy, open] of [
      [60, '', true],
      [-60, '', false],
      [-60, late, true],
      [-90_000, late, false],
    ] as const) {
      const due = new Date(Date.now() + seconds * 1000).toISOString();
      await service.assignments.publish(teacher, 'homework', `${HOMEWORK}due: ${due}\n${policy}`, 'en');
      expect(await service.assignments.get(students[0], 'homework', 'en')).toMatchObject({ due, open });
    }
  });
});

describe('publishing', () => {
  test('is for teachers', async (context) => {
    const { service, students } = await openService(context);
    await expect(service.assignments.publish(students[0], 'homework', EVEN, 'en')).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect((await service.assignments.get(students[0], 'homework', 'en')).version).toBe(1);
  });

  test('refuses a file with mistakes, each with line and column, and keeps the version that was current', async (context) => {
    const { service, teacher } = await openService(context);
    const error = await refusal(
      service.assignments.publish(teacher, 'homework', 'id: homework\ntitel: X\nrubric:\n  image-build: 5\n', 'en'),
    );
    expect(error.errors).toEqual([
      { where: 'assignment.yaml:1:1', message: 'found no "title", expected text or a mapping (key: value)' },
      { where: 'assignment.yaml:2:1', message: 'found the unknown key "titel", expected "title"' },
      {
        where: 'assignment.yaml:4:3',
        message: 'rubric.image-build: found no grader named "image-build", expected "image-builds"',
      },
    ]);
    expect((await service.assignments.get(teacher, 'homework', 'en')).version).toBe(1);
  });

  test('refuses a file whose id is another one, with its place', async (context) => {
    const { service, teacher } = await openService(context);
    const error = await refusal(service.assignments.publish(teacher, 'homework', 'title: X\nid: m4\n', 'en'));
    expect(error.errors).toEqual([
      { where: 'assignment.yaml:2:5', message: 'id: found "m4", expected "homework", as it is published' },
    ]);
  });

  test('refuses a file of more than 256 KiB, and one that is no text', async (context) => {
    const { service, teacher } = await openService(context);
    for (const [input, found] of [
      [`${EVEN}# ${'x'.repeat(256 * 1024)}`, '257 KiB'],
      [new Uint8Array([0xff, 0xfe]), 'bytes that are no UTF-8 text'],
    ] as const) {
      const error = await refusal(service.assignments.publish(teacher, 'homework', input, 'en'));
      expect(error.message).toContain(`found ${found}`);
    }
  });

  test('of the same content again is no new version', async (context) => {
    const { service, teacher } = await openService(context);
    const first = await service.assignments.publish(teacher, 'homework', Buffer.from(EVEN), 'en');
    expect(first).toMatchObject({ changed: true, version: 2, warnings: [], source: EVEN });
    const again = await service.assignments.publish(teacher, 'homework', `# a remark\n${EVEN}`, 'en');
    expect(again).toMatchObject({ changed: false, version: 2, digest: first.digest });
  });

  test('changes no grade, and says how many were made by another version and what to do', async (context) => {
    const { service, store, teacher, students } = await openService(context);
    await service.assignments.publish(teacher, 'homework', EVEN, 'en');
    for (const student of students) await graded(store, student, buildsOnly());
    await graded(store, students[0], both());
    const query = { sort: 'name', order: 'asc', page: 1, perPage: 50 } as const;
    const before = await service.grades.table(teacher, 'homework', query);
    const { warnings } = await service.assignments.publish(teacher, 'homework', BUILDING, 'en');
    expect(warnings).toEqual([
      expect.stringMatching(/^2 grades were made by another version .*"judgeOnly": true, "preview": true/),
    ]);
    expect(await service.grades.table(teacher, 'homework', query)).toEqual(before);
    expect(before.grades.map(({ score }) => score)).toEqual([100, 50]);
    const back = await service.assignments.publish(teacher, 'homework', EVEN, 'en');
    expect(back).toMatchObject({ changed: true, warnings: [] });
  });
});

async function refusal(published: Promise<unknown>): Promise<DockgradeError> {
  const error = await published.then(
    () => new Error('the file was taken'),
    (reason: unknown) => reason,
  );
  if (error instanceof DockgradeError && error.code === 'assignment-invalid') return error;
  throw error;
}
