import { describe, expect, test } from 'vitest';
import { newId } from '../../src/core/job.ts';
import { openService } from '../support/service.ts';
import { BUILDING, both, buildsOnly, EVEN, graded, keepsOnly } from './grades/graded.ts';
import { books, changedRubric, QUERY } from './regrades/changed-rubric.ts';

const PREVIEW = { judgeOnly: true, preview: true };

describe('a preview', () => {
  test('says exactly who gains and who loses, the largest losses first, and changes nothing in the books', async (context) => {
    const world = await changedRubric(context);
    const { service, teacher, students } = world;
    const before = await books(world);
    const preview = await service.grades.regrade(teacher, 'homework', PREVIEW);
    expect(preview).toMatchObject({
      mode: 'judge',
      state: 'ready',
      createdBy: 'Tea Cher',
      endedAt: null,
      progress: { ended: 3, of: 3 },
      summary: { up: 1, down: 1, same: 1, failed: 0 },
    });
    const [, builds, keeps] = students;
    expect(preview.changes).toMatchObject([
      { student: { id: keeps?.id }, before: { earned: 50 }, after: { earned: 20, possible: 100 }, difference: -30 },
      { student: { id: builds.id }, before: { earned: 50 }, after: { earned: 80, possible: 100 }, difference: 30 },
    ]);
    expect(await books(world)).toEqual(before);
  });

  test('of the same rubric finds no change', async (context) => {
    const { service, store, teacher, students, publish } = await openService(context);
    await publish(EVEN);
    await graded(store, students[0], buildsOnly());
    expect(await service.grades.regrade(teacher, 'homework', PREVIEW)).toMatchObject({
      summary: { up: 0, down: 0, same: 1, failed: 0 },
      changes: [],
    });
  });

  test('tells of grades, not of attempts: another attempt may be the best afterwards', async (context) => {
    const { service, store, teacher, students, publish } = await openService(context);
    await publish(EVEN);
    const [student] = students;
    await graded(store, student, keepsOnly());
    const second = await graded(store, student, buildsOnly());
    await publish(BUILDING);
    const preview = await service.grades.regrade(teacher, 'homework', PREVIEW);
    expect(preview.progress.of).toBe(2);
    expect(preview.changes).toMatchObject([{ submission: second, before: { earned: 50 }, after: { earned: 80 } }]);
    const published = await service.grades.publish(teacher, 'homework', preview.id);
    expect(published.changes).toEqual(preview.changes);
    expect((await books({ service, teacher }))[0]).toMatchObject({ submission: second, score: 80 });
  });

  test('counts what being late costs by the current deadline', async (context) => {
    const { service, store, teacher, students, publish } = await openService(context);
    const late = 'late: { pointsPerDay: 10, days: 3 }\n';
    await publish(`${EVEN}due: 2026-03-01T12:00:00Z\n${late}`);
    await graded(store, students[0], both(), { at: '2026-03-02T13:00:00.000Z' });
    await publish(`${EVEN}due: 2026-03-03T12:00:00Z\n${late}`);
    const preview = await service.grades.regrade(teacher, 'homework', PREVIEW);
    expect(preview.changes).toMatchObject([{ before: { earned: 80 }, after: { earned: 100 }, difference: 20 }]);
    const published = await service.grades.publish(teacher, 'homework', preview.id);
    expect(published.changes).toEqual(preview.changes);
    expect((await service.grades.table(teacher, 'homework', QUERY)).grades[0]).toMatchObject({
      score: 100,
      lateDays: 0,
    });
  });

  test('of one student leaves the others out', async (context) => {
    const { service, teacher, students } = await changedRubric(context);
    const preview = await service.grades.regrade(teacher, 'homework', { ...PREVIEW, student: students[1].id });
    expect(preview.progress.of).toBe(1);
    expect(preview.changes.map(({ student }) => student.id)).toEqual([students[1].id]);
  });
});

describe('publishing a preview', () => {
  test('moves the grades as it said, and the history says so', async (context) => {
    const world = await changedRubric(context);
    const { service, teacher, students } = world;
    const preview = await service.grades.regrade(teacher, 'homework', PREVIEW);
    const published = await service.grades.publish(teacher, 'homework', preview.id);
    expect(published).toMatchObject({ state: 'published', summary: preview.summary, changes: preview.changes });
    expect(published.endedAt).not.toBeNull();
    expect((await books(world)).map(({ score }) => score)).toEqual([100, 80, 20]);
    const { history } = await service.grades.history(teacher, 'homework', students[1].id);
    expect(history).toMatchObject([
      { kind: 'graded', by: null, after: 50 },
      { kind: 'regraded', by: 'Tea Cher', before: 50, after: 80 },
    ]);
    const { warnings } = await service.assignments.publish(teacher, 'homework', BUILDING, 'en');
    expect(warnings).toEqual([]);
  });

  test('twice does it once', async (context) => {
    const { service, teacher, students } = await changedRubric(context);
    const { id } = await service.grades.regrade(teacher, 'homework', PREVIEW);
    const first = await service.grades.publish(teacher, 'homework', id);
    expect(await service.grades.publish(teacher, 'homework', id)).toEqual(first);
    const { history } = await service.grades.history(teacher, 'homework', students[1].id);
    expect(history.map(({ kind }) => kind)).toEqual(['graded', 'regraded']);
    await expect(service.grades.discard(teacher, 'homework', id)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('leaves scores that were set by hand', async (context) => {
    const world = await changedRubric(context);
    const { service, teacher, students } = world;
    await service.grades.override(teacher, 'homework', students[1].id, { score: 65, reason: 'by hand' });
    const { id } = await service.grades.regrade(teacher, 'homework', PREVIEW);
    await service.grades.publish(teacher, 'homework', id);
    expect((await books(world))[1]).toMatchObject({ score: 65, computed: 80 });
  });

  test('is done at once where no preview was asked for', async (context) => {
    const world = await changedRubric(context);
    const regrade = await world.service.grades.regrade(world.teacher, 'homework', { judgeOnly: true, preview: false });
    expect(regrade).toMatchObject({ state: 'published', summary: { up: 1, down: 1, same: 1, failed: 0 } });
    expect(regrade.changes.map(({ difference }) => difference)).toEqual([-30, 30]);
    expect((await books(world)).map(({ score }) => score)).toEqual([100, 80, 20]);
  });
});

describe('discarding a preview', () => {
  test('changes nothing, may be said twice, and makes room for another', async (context) => {
    const world = await changedRubric(context);
    const { service, teacher } = world;
    const before = await books(world);
    const { id } = await service.grades.regrade(teacher, 'homework', PREVIEW);
    for (const _ of [1, 2]) {
      expect(await service.grades.discard(teacher, 'homework', id)).toMatchObject({ state: 'discarded' });
    }
    expect(await books(world)).toEqual(before);
    await expect(service.grades.publish(teacher, 'homework', id)).rejects.toMatchObject({ code: 'conflict' });
    const other = await service.grades.regrade(teacher, 'homework', PREVIEW);
    expect((await service.grades.regrades(teacher, 'homework')).map((one) => [one.id, one.state])).toEqual([
      [other.id, 'ready'],
      [id, 'discarded'],
    ]);
  });
});

describe('a regrade', () => {
  test('is under way once for an assignment: another one is a conflict that names it', async (context) => {
    const { service, teacher } = await changedRubric(context);
    const both = await Promise.allSettled([1, 2].map(() => service.grades.regrade(teacher, 'homework', PREVIEW)));
    const [begun] = both.filter((one) => one.status === 'fulfilled').map(({ value }) => value.id);
    const refused = both.filter((one) => one.status === 'rejected').map(({ reason }) => reason);
    expect(refused).toHaveLength(1);
    for (const judgeOnly of [true, false]) {
      refused.push(
        await service.grades.regrade(teacher, 'homework', { judgeOnly, preview: true }).catch((e: unknown) => e),
      );
    }
    for (const error of refused) {
      expect(error).toMatchObject({ code: 'conflict', message: expect.stringContaining(begun ?? 'none') });
    }
  });

  test('of nothing is a conflict that says so', async (context) => {
    const { service, teacher, students } = await openService(context);
    for (const student of [undefined, students[0].id]) {
      await expect(
        service.grades.regrade(teacher, 'homework', { judgeOnly: false, preview: false, ...(student && { student }) }),
      ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('graded attempt yet') });
    }
    expect(await service.grades.regrades(teacher, 'homework')).toEqual([]);
  });

  test('is for teachers, of an assignment, a student and a regrade that are there', async (context) => {
    const { service, teacher, students } = await changedRubric(context);
    const { grades } = service;
    const { id } = await grades.regrade(teacher, 'homework', PREVIEW);
    const [student] = students;
    for (const ask of [
      () => grades.regrade(student, 'homework', PREVIEW),
      () => grades.regrades(student, 'homework'),
      () => grades.regradeView(student, 'homework', id),
      () => grades.publish(student, 'homework', id),
      () => grades.discard(student, 'homework', id),
    ]) {
      await expect(ask()).rejects.toMatchObject({ code: 'not-allowed' });
    }
    for (const ask of [
      () => grades.regrade(teacher, 'nothing', PREVIEW),
      () => grades.regrade(teacher, 'homework', { ...PREVIEW, student: newId() }),
      () => grades.regrades(teacher, 'nothing'),
      () => grades.regradeView(teacher, 'nothing', id),
      () => grades.publish(teacher, 'homework', newId()),
      () => grades.discard(teacher, 'nothing', id),
    ]) {
      await expect(ask()).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await grades.regradeView(teacher, 'homework', id)).toMatchObject({ state: 'ready' });
  });
});
