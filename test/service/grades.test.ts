import { describe, expect, test } from 'vitest';
import { newId } from '../../src/core/job.ts';
import type { GradeQueryWire, GradeView } from '../../src/core/wire/grades.ts';
import { openService } from '../support/service.ts';
import { both, buildsOnly, EVEN, graded, keepsOnly } from './grades/graded.ts';

const QUERY: GradeQueryWire = { sort: 'name', order: 'asc', page: 1, perPage: 50 };

describe('the grade table', () => {
  test('has everyone of the roster: the best attempt, how late it was, and what that cost', async (context) => {
    const { service, store, teacher, students, publish } = await openService(context, { students: 3 });
    await publish(`${EVEN}due: 2026-03-01T12:00:00+01:00\nlate: { pointsPerDay: 15, days: 2 }\n`);
    const [early, late] = students;
    await graded(store, early, buildsOnly(), { at: '2026-03-01T11:00:00.000Z' });
    const id = await graded(store, late, both(), { at: '2026-03-02T11:00:00.001Z' });
    const table = await service.grades.table(teacher, 'homework', QUERY);
    expect(table).toMatchObject({ assignment: 'homework', total: 3, page: 1, perPage: 50 });
    expect(table.grades).toMatchObject([
      { student: { name: 'Student 1' }, score: 50, possible: 100, computed: 50, lateDays: 0, penalty: 0, attempts: 1 },
      {
        score: 70,
        possible: 100,
        computed: 70,
        lateDays: 2,
        penalty: 30,
        submission: id,
        submittedAt: '2026-03-02T11:00:00.001Z',
      },
      { score: null, possible: null, computed: null, override: null, attempts: 0, submission: null, submittedAt: null },
    ]);
  });

  test('is searched, narrowed, sorted and paged', async (context) => {
    const { service, store, teacher, students } = await openService(context, { students: 12 });
    await graded(store, students[0], buildsOnly());
    await graded(store, students[1], both());
    const names = async (query: Partial<GradeQueryWire>) => {
      const { grades, total } = await service.grades.table(teacher, 'homework', { ...QUERY, ...query });
      return [total, ...grades.map(({ student }) => student.name)];
    };
    expect(await names({ only: 'submitted', sort: 'score', order: 'desc' })).toEqual([2, 'Student 2', 'Student 1']);
    expect(await names({ search: 'STUDENT1@', only: 'submitted' })).toEqual([1, 'Student 1']);
    expect(await names({ only: 'missing', perPage: 1, page: 10 })).toEqual([10, 'Student 9']);
    expect(await names({ page: 99 })).toEqual([12]);
  });

  test('comes whole for a file', async (context) => {
    const { service, teacher } = await openService(context, { students: 1203 });
    const all: GradeView[] = [];
    for await (const grade of service.grades.all(teacher, 'homework', { ...QUERY, page: 7, perPage: 5 }))
      all.push(grade);
    expect(new Set(all.map(({ student }) => student.id)).size).toBe(1203);
  });

  test('is for teachers, of assignments that are there', async (context) => {
    const { service, teacher, students } = await openService(context);
    await expect(service.grades.table(students[0], 'homework', QUERY)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(service.grades.table(teacher, 'nothing', QUERY)).rejects.toMatchObject({ code: 'not-found' });
    const first = (viewer: typeof teacher, id: string) =>
      service.grades.all(viewer, id, QUERY)[Symbol.asyncIterator]().next();
    await expect(first(students[0], 'homework')).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(first(teacher, 'nothing')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the grade of several attempts', () => {
  test('is the best, and the last where the assignment counts so', async (context) => {
    const { service, store, teacher, students, publish } = await openService(context);
    await publish(EVEN);
    const [one, two] = students;
    const best = await graded(store, one, both());
    await graded(store, one, keepsOnly());
    await publish(`${EVEN}attempts: { limit: 9, count: last }\n`);
    await graded(store, two, both());
    const last = await graded(store, two, keepsOnly());
    const { grades } = await service.grades.table(teacher, 'homework', QUERY);
    expect(grades.map(({ submission, score, attempts }) => ({ submission, score, attempts }))).toEqual([
      { submission: best, score: 100, attempts: 2 },
      { submission: last, score: 50, attempts: 2 },
    ]);
  });
});

describe('a score set by hand', () => {
  test('counts instead of the computed one, which stays visible, until it is taken away; all of it is in the history', async (context) => {
    const { service, store, teacher, students, publish } = await openService(context);
    await publish(EVEN);
    const [student] = students;
    const submission = await graded(store, student, buildsOnly());
    const set = (score: number | null, reason: string) =>
      service.grades.override(teacher, 'homework', student.id, { score, reason });
    expect(await set(75.5, 'the network of the exam room')).toMatchObject({
      score: 75.5,
      possible: 100,
      computed: 50,
      override: { score: 75.5, reason: 'the network of the exam room', by: 'Tea Cher' },
    });
    await graded(store, student, both());
    const table = await service.grades.table(teacher, 'homework', { ...QUERY, only: 'overridden' });
    expect(table.grades).toMatchObject([{ score: 75.5, computed: 100, attempts: 2 }]);
    expect(await set(null, 'handed in again')).toMatchObject({ score: 100, computed: 100, override: null });
    const { grade, history } = await service.grades.history(teacher, 'homework', student.id);
    expect(grade).toMatchObject({ score: 100, override: null });
    expect(history).toMatchObject([
      { kind: 'graded', by: null, before: null, after: 50, submission },
      { kind: 'override', by: 'Tea Cher', after: 75.5, reason: 'the network of the exam room' },
      { kind: 'graded', by: null },
      { kind: 'override-removed', by: 'Tea Cher', before: 75.5, after: 100, reason: 'handed in again' },
    ]);
  });

  test('stands for somebody who handed in nothing, out of the points of the current version', async (context) => {
    const { service, teacher, students, publish } = await openService(context);
    await publish(EVEN);
    const change = { score: 60, reason: 'shown in class' };
    const row = await service.grades.override(teacher, 'homework', students[0].id, change);
    expect(row).toMatchObject({ score: 60, possible: 100, computed: null, attempts: 0 });
  });

  test('that is not there is taken away without a trace', async (context) => {
    const { service, teacher, students } = await openService(context);
    const change = { score: null, reason: 'nothing' };
    const row = await service.grades.override(teacher, 'homework', students[0].id, change);
    expect(row).toMatchObject({ score: null, override: null });
    expect((await service.grades.history(teacher, 'homework', students[0].id)).history).toEqual([]);
  });

  test('is for teachers, of people who are in the table', async (context) => {
    const { service, teacher, students } = await openService(context);
    const change = { score: 100, reason: 'please' };
    const [student] = students;
    await expect(service.grades.override(student, 'homework', student.id, change)).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(service.grades.override(teacher, 'homework', newId(), change)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(service.grades.override(teacher, 'nothing', student.id, change)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await service.grades.history(teacher, 'homework', student.id)).grade.score).toBeNull();
  });
});

describe('the history of a grade', () => {
  test('is seen by the student whose it is, and by no other student', async (context) => {
    const { service, store, students } = await openService(context);
    const [student, other] = students;
    await graded(store, student, both());
    expect((await service.grades.history(student, 'homework', student.id)).history).toHaveLength(1);
    await expect(service.grades.history(other, 'homework', student.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(service.grades.history(student, 'nothing', student.id)).rejects.toMatchObject({ code: 'not-found' });
  });
});
