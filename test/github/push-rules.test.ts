import { describe, expect, test } from 'vitest';
import { atOnce } from '../support/runs.ts';
import { openService } from '../support/service.ts';
import { commitOf, handIn, openClass, openDoor, pushOf, REPOSITORY } from './door.ts';

const OTHER = 'id: other\ntitle: Other\n';

describe('which pushes count', () => {
  test.for([
    ['the default branch', undefined, 'refs/heads/master', null],
    ['another branch than the default one', undefined, 'refs/heads/work', 'branch'],
    ['the branch that was handed in', 'work', 'refs/heads/work', null],
    ['the same, written in full', 'refs/heads/work', 'refs/heads/work', null],
    ['the default branch where another one was handed in', 'work', 'refs/heads/master', 'branch'],
    ['a branch with slashes', 'feature/x', 'refs/heads/feature/x', null],
    ['a branch of which the end is the same', 'x', 'refs/heads/feature/x', 'branch'],
    ['a tag', undefined, 'refs/tags/master', 'tag'],
    ['the tag that was handed in', 'v1', 'refs/tags/v1', 'tag'],
    ['any branch where a commit was handed in', commitOf('c'), 'refs/heads/master', 'branch'],
  ] as const)('%s', async ([, handedIn, ref, reason], context) => {
    const opened = await openService(context);
    await handIn(opened, handedIn === undefined ? {} : { ref: handedIn });
    const { status, body } = await (await openDoor(context, opened)).deliver(pushOf({ ref }));
    context.expect(status).toBe(202);
    context.expect(body.submissions).toHaveLength(reason === null ? 1 : 0);
    context.expect(body.ignored?.map((ignored) => ignored.reason)).toEqual(reason === null ? [] : [reason]);
  });

  test('F156 a deleted branch hands in nothing', async (context) => {
    const { door } = await openClass(context);
    const deleted = [
      await door.deliver(pushOf({ commit: commitOf('0'), deleted: true })),
      await door.deliver(pushOf({ commit: commitOf('0') })),
      await door.deliver(pushOf({ deleted: true })),
    ];
    expect(deleted.map(({ body }) => body.ignored?.[0]?.reason)).toEqual(Array(3).fill('branch-deleted'));
  });

  test('upper and lower case of a name are one, as GitHub has it', async (context) => {
    const opened = await openService(context);
    await handIn(opened, { repository: 'https://github.com/codertocat/hello-world.git' });
    expect(await (await openDoor(context, opened)).deliver(pushOf())).toMatchObject({ body: { submissions: [{}] } });
  });

  test('F156 a fork, and every repository that nobody handed in, is ignored', async (context) => {
    const { door } = await openClass(context);
    const answer = await door.deliver(pushOf({ name: 'somebody/Hello-World', repositoryId: 7 }));
    expect(answer).toMatchObject({ status: 202, body: { ignored: [{ reason: 'repository-unknown' }] } });
  });

  test('a name that changed hands is ignored, and the first repository goes on', async (context) => {
    const { door } = await openClass(context);
    await door.deliver(pushOf({ commit: commitOf('1') }));
    const answer = await door.deliver(pushOf({ commit: commitOf('2'), repositoryId: 666 }));
    expect(answer).toMatchObject({
      status: 202,
      body: { submissions: [], ignored: [{ reason: 'repository-changed' }] },
    });
    expect(await door.deliver(pushOf({ commit: commitOf('3') }))).toMatchObject({ body: { submissions: [{}] } });
  });

  test('a repository that was deleted and made anew counts again once it is handed in by link', async (context) => {
    const opened = await openClass(context);
    const { door } = opened;
    await door.deliver(pushOf({ commit: commitOf('1') }));
    const anew = { commit: commitOf('2'), repositoryId: 777 };
    expect(await door.deliver(pushOf(anew))).toMatchObject({ body: { ignored: [{ reason: 'repository-changed' }] } });
    await handIn(opened, {});
    expect(await door.deliver(pushOf(anew))).toMatchObject({ body: { submissions: [{}] } });
    const old = await door.deliver(pushOf({ commit: commitOf('3') }));
    expect(old).toMatchObject({ body: { ignored: [{ reason: 'repository-changed' }] } });
  });

  test('a push from an Enterprise Server counts for its own repositories, and for no others of the same name', async (context) => {
    const opened = await openClass(context);
    const door = await openDoor(context, opened, { url: 'https://github.example.edu:8443' });
    expect(await door.deliver(pushOf())).toMatchObject({ body: { ignored: [{ reason: 'repository-unknown' }] } });
    const repository = 'https://github.example.edu:8443/Codertocat/Hello-World';
    const [student] = opened.students;
    const enrolment = { person: student.id, assignment: 'homework', repository, ref: null };
    await opened.service.submissions.submitPush({ ...enrolment, commit: commitOf('f') });
    const { body } = await door.deliver(pushOf());
    const submission = await opened.store.submissions.get(body.submissions?.[0]?.submission ?? '');
    expect(submission?.repository).toBe(repository);
  });

  test('a repository is known by numbers beyond 32 bits', async (context) => {
    const { door } = await openClass(context);
    const number = 5_000_000_000;
    expect(await door.deliver(pushOf({ repositoryId: number }))).toMatchObject({ body: { submissions: [{}] } });
    const other = await door.deliver(pushOf({ repositoryId: number + 1, commit: commitOf('2') }));
    expect(other).toMatchObject({ body: { ignored: [{ reason: 'repository-changed' }] } });
  });

  test('F239 what is cloned is what was handed in, whatever the addresses in the payload say', async (context) => {
    const { door, store } = await openClass(context);
    const { body } = await door.deliver(pushOf({ cloneUrl: 'https://evil.example/Codertocat/Hello-World.git' }));
    const submission = await store.submissions.get(body.submissions?.[0]?.submission ?? '');
    expect(submission?.repository).toBe(REPOSITORY);
  });

  test('a push hands in for everyone and every assignment of the repository', async (context) => {
    const opened = await openClass(context);
    await opened.publish(OTHER);
    const rows = opened.students.map(({ name, email }) => ({ name, email, github: null }));
    await opened.store.people.setRoster('other', rows, new Date().toISOString());
    await handIn(opened, { assignment: 'other' });
    await handIn(opened, { student: 1 });
    const { body } = await opened.door.deliver(pushOf());
    expect(body.submissions?.map(({ assignment }) => assignment).sort()).toEqual(['homework', 'homework', 'other']);
  });
});

describe('pushes that are not the newest', () => {
  test('one that was overtaken, as when failed deliveries are sent again, is ignored', async (context) => {
    const { door, store } = await openClass(context);
    const { body } = await door.deliver(pushOf({ commit: commitOf('2'), pushedAt: 2000 }));
    expect(await door.deliver(pushOf({ commit: commitOf('1'), pushedAt: 1000 }))).toMatchObject({
      status: 202,
      body: { submissions: [], ignored: [{ reason: 'late' }] },
    });
    expect(await store.submissions.get(body.submissions?.[0]?.submission ?? '')).toMatchObject({ state: 'waiting' });
  });

  test('two of the same second are both taken, and the second replaces the first', async (context) => {
    const { door } = await openClass(context);
    await door.deliver(pushOf({ commit: commitOf('1'), pushedAt: 1000 }));
    const second = await door.deliver(pushOf({ commit: commitOf('2'), pushedAt: 1000 }));
    expect(second).toMatchObject({ body: { submissions: [{}], ignored: [] } });
  });

  test('a push to another branch overtakes nothing', async (context) => {
    const { door } = await openClass(context);
    await door.deliver(pushOf({ ref: 'refs/heads/work', pushedAt: 3000 }));
    expect(await door.deliver(pushOf({ pushedAt: 2000 }))).toMatchObject({ body: { submissions: [{}] } });
  });
});

describe('a push that is not handed in', () => {
  test('of a commit that was the last one graded costs no attempt', async (context) => {
    const opened = await openClass(context);
    opened.worker(atOnce);
    opened.service.keeper.start();
    const { body } = await opened.door.deliver(pushOf({ commit: commitOf('1') }));
    const id = body.submissions?.[0]?.submission ?? '';
    await expect.poll(() => opened.store.submissions.get(id)).toMatchObject({ state: 'finished' });
    const again = await opened.door.deliver(pushOf({ commit: commitOf('1') }));
    expect(again).toMatchObject({ status: 202, body: { submissions: [], ignored: [{ reason: 'same-commit' }] } });
  });

  test('after the deadline is ignored with the reason', async (context) => {
    const opened = await openClass(context);
    await opened.publish('id: homework\ntitle: Homework\ndue: 2020-01-01T00:00:00Z\n');
    const answer = await opened.door.deliver(pushOf());
    expect(answer).toMatchObject({
      status: 202,
      body: { submissions: [], ignored: [{ reason: 'deadline-over', assignment: 'homework' }] },
    });
  });

  test('when every attempt is used up is ignored with the reason', async (context) => {
    const opened = await openClass(context);
    opened.worker(atOnce);
    opened.service.keeper.start();
    const { store, handedIn } = opened;
    await expect.poll(() => store.submissions.get(handedIn)).toMatchObject({ state: 'finished' });
    await opened.publish('id: homework\ntitle: Homework\nattempts: { limit: 1, count: best }\n');
    const answer = await opened.door.deliver(pushOf());
    expect(answer).toMatchObject({ status: 202, body: { ignored: [{ reason: 'no-attempts-left' }] } });
  });
});
