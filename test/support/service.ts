import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { defaultRubric, diagnoses, graders } from '../../src/cli/registry.ts';
import { parseAssignment } from '../../src/core/assignment/parse.ts';
import type { GitHost } from '../../src/core/git-hosts.ts';
import { newId } from '../../src/core/job.ts';
import type { Log } from '../../src/core/log.ts';
import { hasEnded, type Submission } from '../../src/core/submission.ts';
import { connectQueue } from '../../src/queue/connect.ts';
import { consume } from '../../src/queue/consume.ts';
import type { Consumer, Process, Queue } from '../../src/queue/queue.ts';
import type { Timing } from '../../src/queue/timing.ts';
import { makeService } from '../../src/service/make.ts';
import type { Service } from '../../src/service/service.ts';
import type { Person } from '../../src/store/contract/people.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store, StoreAddress } from '../../src/store/store.ts';
import { lookAtRepository } from '../../worker/fetch/look.ts';
import { TestRedis } from './redis.ts';

/** What a test hands over so that everything is closed at its end: the test's own context. */
export interface TestContext {
  onTestFinished(close: () => Promise<void>): void;
}

export interface Line {
  level: 'debug' | 'info' | 'warn' | 'error';
  fields: Record<string, unknown>;
  message: string;
}

/** Store, queue and service, as one process has them. */
export interface Opened {
  service: Service;
  store: Store;
  queue: Queue;
  /** What was logged. */
  lines: Line[];
}

/** A service on real books and a real queue, with people and an assignment `homework` that has 20 attempts. */
export interface TestService extends Opened {
  redis: TestRedis;
  /** The SQLite file. */
  file: string;
  /** This file, or the PostgreSQL that was asked for. */
  address: StoreAddress;
  teacher: Person;
  /** On the roster of `homework`. */
  students: [Person, Person, ...Person[]];
  /** A worker that does what `work` does. Retries come at once. */
  worker(work: Process, concurrency?: number): Consumer;
  /** One more service on the same books and queue, with a connection to Redis of its own. */
  another(): Opened;
  /** Makes this YAML the current version. */
  publish(yaml: string): Promise<void>;
}

export const HOMEWORK = 'id: homework\ntitle: Homework\nattempts: { limit: 20, count: best }\n';

const QUICK: Partial<Timing> = { backoff: 20, tell: 10, beat: 200, farewell: 500 };

export interface ServiceOptions {
  students?: number;
  postgres?: string;
  gitHosts?: readonly GitHost[];
}

/**
 * Opens everything; the keeper is not started. All is closed and removed when the test has finished.
 * @param options `postgres`: address of an empty database, instead of a SQLite file; `gitHosts`: those whose repositories are taken, beside GitHub's
 */
export async function openService(
  context: TestContext,
  { students: howMany = 2, postgres, gitHosts = [] }: ServiceOptions = {},
): Promise<TestService> {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-service-'));
  const redis = await TestRedis.start();
  const closing: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true }), () => redis.stop()];
  context.onTestFinished(async () => {
    for (const close of closing.reverse()) await close();
  });
  const file = join(folder, 'dockgrade.db');
  const address = postgres === undefined ? { file } : { url: postgres };
  const store = await openStore(address);
  closing.push(() => store.close());
  const another = (): Opened => {
    const lines: Line[] = [];
    const log = linesLog(lines);
    const queue = connectQueue(redis.url, { log, timing: QUICK });
    const service = makeService({
      store,
      queue,
      graders,
      diagnoses,
      defaultRubric,
      gitHosts: ['github.com', ...gitHosts.map(({ host }) => host)],
      lookAtRepository: lookAtRepository([{ host: 'github.com', address: null }, ...gitHosts]),
      url: 'http://localhost:8080',
      log,
    });
    closing.push(
      () => queue.close(),
      () => service.keeper.close(),
    );
    return { service, store, queue, lines };
  };
  const first = another();
  const teacher = await store.people.add(person('teacher', 'Tea Cher', 'tea@example.com'));
  const publish = async (yaml: string) => {
    const assignment = parseAssignment(yaml, 'assignment.yaml', defaultRubric);
    const publishedAt = new Date().toISOString();
    await store.assignments.publish({ assignment, source: yaml, publishedAt, publishedBy: teacher.id });
  };
  await publish(HOMEWORK);
  const rows = Array.from({ length: howMany }, (_, index) => ({
    name: `Student ${index + 1}`,
    email: `student${index + 1}@example.com`,
    github: null,
  }));
  const [one, two, ...more] = (await store.people.setRoster('homework', rows, new Date().toISOString())).map(
    (row) => row.person,
  );
  if (!one || !two) throw new Error('a class has at least two students');
  return {
    ...first,
    redis,
    file,
    address,
    teacher,
    students: [one, two, ...more],
    another,
    publish,
    worker(work, concurrency = 2) {
      const consumer = consume(redis.url, {
        concurrency,
        process: work,
        log: linesLog([]),
        info: { engine: '1', dockgrade: '1', trouble: null },
        timing: QUICK,
      });
      closing.push(() => consumer.drain(AbortSignal.abort()));
      consumer.start();
      return consumer;
    },
  };
}

/** Waits until a submission has ended, and answers with it. */
export async function endOf({ store }: Pick<Opened, 'store'>, id: string, milliseconds = 60_000): Promise<Submission> {
  return vi.waitFor(
    async () => {
      const submission = await store.submissions.get(id);
      if (submission && hasEnded(submission)) return submission;
      throw new Error(`submission ${id} is ${submission?.state}`);
    },
    { timeout: milliseconds, interval: 10 },
  );
}

export function person(role: Person['role'], name: string, email: string): Person {
  return { id: newId(), role, name, email, github: null, createdAt: new Date().toISOString() };
}

function linesLog(lines: Line[], bound: object = {}): Log {
  const at = (level: Line['level']) => (fields: object, message: string) => {
    lines.push({ level, fields: { ...bound, ...fields }, message });
  };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => linesLog(lines, { ...bound, ...fields }),
  };
}
