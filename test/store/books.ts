import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { defaultRubric } from '../../src/cli/registry.ts';
import { parseAssignment } from '../../src/core/assignment/parse.ts';
import type { Assignment } from '../../src/core/assignment/schema.ts';
import { computeGrade } from '../../src/core/grades.ts';
import { newId } from '../../src/core/job.ts';
import type { Submission } from '../../src/core/submission.ts';
import type { Person } from '../../src/store/contract/people.ts';
import type { Accepted, AcceptOptions, Compute, Draft, Ending, Result } from '../../src/store/contract/submissions.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store, StoreAddress } from '../../src/store/store.ts';
import { TestPostgres } from '../support/postgres.ts';
import { goodRun } from '../support/runs.ts';

/** What a test hands over so that everything is closed at its end: the test's own context. */
interface TestContext {
  onTestFinished(close: () => Promise<void>): void;
}

export const HOMEWORK = 'homework';
export const REPOSITORY = 'https://github.com/student/homework';
export const START = '2026-03-02T08:00:00.000Z';

/** A moment so many seconds after `START`. */
export function at(seconds: number): string {
  return new Date(Date.parse(START) + seconds * 1000).toISOString();
}

/** A store of a test's own with one version of the assignment `homework`, and what tests do with it. */
export interface Books {
  store: Store;
  address: StoreAddress;
  version: Assignment;
  /** Another process' store on the same database. */
  another(): Promise<Store>;
  student(name?: string): Promise<Person>;
  draft(person: Person, more?: Partial<Draft>): Draft;
  tryAccept(person: Person, more?: Partial<Draft>, options?: Partial<AcceptOptions>): Promise<Accepted>;
  accept(person: Person, more?: Partial<Draft>): Promise<Submission>;
  /** Accepted, dispatched and begun. */
  begin(person: Person, more?: Partial<Draft>): Promise<Submission>;
  /** How a submission ends with these points of 100. */
  graded(submission: Submission, earned: number): Extract<Ending, { outcome: 'graded' | 'refused' }>;
  /** Accepted, begun and finished so. */
  grade(person: Person, earned: number, more?: Partial<Draft>): Promise<Submission>;
}

export const compute: Compute = (attempts) => computeGrade({}, attempts);

/** The same tests over both databases: each calls `open` for books of its own. */
export function overBoth(
  tests: (open: (test: TestContext) => Promise<Books>, kind: 'sqlite' | 'postgres') => void,
): void {
  describe('SQLite', () => tests(async (test) => openBooks(test, await fileAddress(test)), 'sqlite'));
  describe('PostgreSQL', () => {
    let server: TestPostgres;
    beforeAll(async () => {
      server = await TestPostgres.start();
    });
    afterAll(() => server.stop());
    tests(async (test) => openBooks(test, { url: await server.database() }), 'postgres');
  });
}

export async function fileAddress({ onTestFinished }: TestContext): Promise<{ file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { file: join(folder, 'books', 'store.sqlite') };
}

export async function openBooks(test: TestContext, address: StoreAddress): Promise<Books> {
  async function another(): Promise<Store> {
    const opened = await openStore(address);
    test.onTestFinished(() => opened.close());
    return opened;
  }
  const store = await another();
  const source = `id: ${HOMEWORK}\ntitle: Homework\n`;
  const assignment = parseAssignment(source, 'homework.yaml', defaultRubric);
  await store.assignments.publish({ assignment, source, publishedAt: START, publishedBy: 'teacher' });

  const draft: Books['draft'] = (person, more) => ({
    id: newId(),
    person: person.id,
    assignment: HOMEWORK,
    digest: assignment.digest,
    repository: REPOSITORY,
    ref: null,
    commit: null,
    source: 'hand-in',
    acceptedAt: START,
    ...more,
  });
  const tryAccept: Books['tryAccept'] = (person, more, options) =>
    store.submissions.accept(draft(person, more), {
      limit: null,
      idempotencyKey: null,
      requestDigest: 'request',
      ...options,
    });
  const accept: Books['accept'] = async (person, more) => {
    const accepted = await tryAccept(person, more);
    if (accepted.outcome !== 'accepted') throw new Error(`not accepted: ${accepted.outcome}`);
    return accepted.submission;
  };
  const begin: Books['begin'] = async (person, more) => {
    const { id, acceptedAt } = await accept(person, more);
    await store.submissions.dispatch();
    if (!(await store.submissions.markRunning(id, acceptedAt))) throw new Error('it did not begin');
    return known(store, id);
  };
  const graded: Books['graded'] = (submission, earned) => {
    const { id, repository, ref } = submission;
    const run = goodRun({ id, repository, ref, assignment }, id);
    return { outcome: 'graded', run, result: resultOf(submission, earned), tries: 1 };
  };
  return {
    store,
    address,
    version: assignment,
    another,
    student: (name = 'Student') => store.people.add(person(name)),
    draft,
    tryAccept,
    accept,
    begin,
    graded,
    async grade(someone, earned, more) {
      const submission = await begin(someone, more);
      await store.submissions.finish(submission.id, graded(submission, earned), submission.acceptedAt, compute);
      return known(store, submission.id);
    },
  };
}

export function person(name: string, role: Person['role'] = 'student'): Person {
  const id = newId();
  return { id, role, name, email: `${id}@example.com`, github: null, createdAt: START };
}

/** An end with these points of 100. */
export function resultOf({ id, assignment, digest }: Submission, earned: number): Result {
  return { id: newId(), submission: id, assignment, digest, lines: [], earned, possible: 100, createdAt: START };
}

export const failed: Ending = {
  outcome: 'error',
  fault: { code: 'engine-unreachable', message: 'the engine went away', remedy: null },
  tries: 3,
};

export async function known(store: Store, id: string): Promise<Submission> {
  const submission = await store.submissions.get(id);
  if (!submission) throw new Error(`there is no submission ${id}`);
  return submission;
}
