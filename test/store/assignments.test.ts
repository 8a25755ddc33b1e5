import { expect, test } from 'vitest';
import { defaultRubric } from '../../src/cli/registry.ts';
import { parseAssignment } from '../../src/core/assignment/parse.ts';
import { DRAFTS } from '../../src/core/submission.ts';
import type { AssignmentVersion } from '../../src/store/contract/assignments.ts';
import { at, compute, HOMEWORK, overBoth, person } from './books.ts';

function fileOf(id: string, title: string, publishedAt = at(1)): Omit<AssignmentVersion, 'number'> {
  const source = `id: ${id}\ntitle: ${title}\n`;
  const assignment = parseAssignment(source, 'a.yaml', defaultRubric);
  return { assignment, source, publishedAt, publishedBy: 'teacher' };
}

overBoth((open) => {
  test('a file that was made from an older version than the current one is not published over it', async (context) => {
    const { store, version } = await open(context);
    const { assignments } = store;
    const second = fileOf(HOMEWORK, 'Second');
    await assignments.publish(second, version.digest);
    const third = fileOf(HOMEWORK, 'Third');
    for (const from of [version.digest, null]) {
      await expect(assignments.publish(third, from)).rejects.toMatchObject({ code: 'conflict' });
    }
    await expect(assignments.publish(fileOf('other', 'Other'), version.digest)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await assignments.current(HOMEWORK))?.source).toBe(second.source);
    expect(await assignments.current('other')).toBeNull();
    await assignments.publish(third, second.assignment.digest);
    await assignments.publish(fileOf('other', 'Other'), null);
    expect((await assignments.current(HOMEWORK))?.source).toBe(third.source);
    expect(await assignments.publish(third, null)).toMatchObject({ changed: false });
  });

  test('of two who publish from the same version at once one is told', async (context) => {
    const { store, version, another } = await open(context);
    const second = await another();
    const outcomes = await Promise.allSettled([
      store.assignments.publish(fileOf(HOMEWORK, 'Mine'), version.digest),
      second.assignments.publish(fileOf(HOMEWORK, 'Theirs'), version.digest),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await store.assignments.versions(HOMEWORK)).toHaveLength(2);
  });

  test('a draft is found by its digest, and is in no list, no version of its assignment and never current', async (context) => {
    const { store, version } = await open(context);
    const { assignments } = store;
    const draft = fileOf(HOMEWORK, 'Draft');
    await assignments.keepDraft(draft);
    await assignments.keepDraft(draft);
    const { digest } = draft.assignment;
    expect(await assignments.version(DRAFTS, digest)).toMatchObject({ source: draft.source });
    expect((await assignments.list()).map(({ assignment }) => assignment.digest)).toEqual([version.digest]);
    expect(await assignments.versions(HOMEWORK)).toHaveLength(1);
    expect(await assignments.version(HOMEWORK, digest)).toBeNull();
    expect(await assignments.current(DRAFTS)).toBeNull();
    expect(await assignments.publish(draft)).toMatchObject({ changed: true, version: { number: 2 } });
  });

  test('drafts that no submission is graded by go after an hour; the others stay with their submission', async (context) => {
    const books = await open(context);
    const { assignments, people, grades, github, submissions } = books.store;
    const teacher = await people.add(person('Tea Cher', 'teacher'));
    const [used, unused, fresh] = [fileOf('a', 'Used'), fileOf('b', 'Unused'), fileOf('c', 'Fresh', at(3000))];
    for (const one of [used, unused, fresh]) await assignments.keepDraft(one);
    const { digest } = used.assignment;
    const commit = 'a'.repeat(40);
    const run = await books.begin(teacher, { assignment: DRAFTS, digest, source: 'dry-run', commit });
    expect(await submissions.finish(run.id, books.graded(run, 40), at(9), compute)).toBe(true);
    await assignments.keepDraft(fileOf('d', 'Later', at(3602)));
    const kept = await Promise.all(
      [used, unused, fresh].map(
        async ({ assignment }) => (await assignments.version(DRAFTS, assignment.digest)) !== null,
      ),
    );
    expect(kept).toEqual([true, false, true]);
    expect((await grades.rows(DRAFTS, { sort: 'name', descending: false, offset: 0, limit: 9 })).total).toBe(0);
    expect(await github.enrolments(run.repository), 'a push hands nothing in').toEqual([]);
    expect(await github.dueStatuses(at(100_000), 9), 'nothing is written beside a commit').toEqual([]);
  });
});
