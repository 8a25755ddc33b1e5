import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExpectStatic, vi } from 'vitest';
import { graders } from '../../graders/index.ts';
import { type GradingJob, newId } from '../../src/core/job.ts';
import { judge, score } from '../../src/core/judge.ts';
import { makeLog } from '../../src/core/log.ts';
import { readSettings } from '../../src/core/settings.ts';
import { connectQueue } from '../../src/queue/connect.ts';
import type { Ended, Queue } from '../../src/queue/queue.ts';
import { run } from '../../worker/engine/command.ts';
import type { Engine } from '../../worker/engine/engine.ts';
import { treesOf } from '../../worker/limits/control-groups.ts';
import { groupOf } from '../../worker/limits/submission.ts';
import { assignmentOf } from './grading.ts';
import { EXAMPLE, ROOT } from './places.ts';
import { TestRedis } from './redis.ts';

/** What a test hands over so that everything ends with it: the test's own context. */
export interface TestContext {
  onTestFinished(end: () => Promise<void>): void;
  onTestFailed?(tell: () => void): void;
}

/** A line of a worker's log. */
export interface Line {
  msg: string;
  submission?: string;
  run?: string;
  stage?: string;
}

const PROGRAMS = {
  /** `dockgrade worker`. */
  command: [join(ROOT, 'src/cli/main.ts'), 'worker'],
  /** The same, but a dead worker's jobs are given to another at once. */
  quick: [join(ROOT, 'test/support/quick-worker.ts')],
};

/** A worker as a process of its own, with a channel to this one as it has to `serve`. */
export class WorkerProcess {
  readonly lines: Line[] = [];
  readonly #child: ChildProcess;

  constructor(
    context: TestContext,
    redis: TestRedis,
    program: keyof typeof PROGRAMS,
    settings: NodeJS.ProcessEnv = {},
  ) {
    const env = {
      ...process.env,
      REDIS_URL: redis.url,
      DOCKGRADE_FOLDERS: tmpdir(),
      DOCKGRADE_LOG: 'debug',
      ...settings,
    };
    this.#child = spawn(process.execPath, PROGRAMS[program], { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let rest = '';
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.lines.push(line.startsWith('{') ? JSON.parse(line) : { msg: line });
    });
    context.onTestFailed?.(() => {
      const told = this.lines.map((line) => JSON.stringify(line)).join('\n');
      process.stderr.write(`worker ${this.#child.pid} (${this.#child.exitCode ?? this.#child.signalCode}):\n${told}\n`);
    });
    context.onTestFinished(async () => {
      this.signal('SIGTERM');
      this.signal('SIGTERM');
      await this.status();
    });
  }

  /** The first line that fits, as soon as it is there. */
  async until(fits: (line: Line) => boolean, within = 120_000): Promise<Line> {
    return vi.waitFor(
      () => {
        const found = this.lines.find(fits);
        if (!found) throw new Error(`not said yet:\n${this.lines.map((line) => JSON.stringify(line)).join('\n')}`);
        return found;
      },
      { timeout: within, interval: 10 },
    );
  }

  /** Ids of the runs that it began. */
  runs(): string[] {
    return [...new Set(this.lines.flatMap(({ run: id }) => id ?? []))];
  }

  signal(name: NodeJS.Signals): void {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill(name);
  }

  /** Its parent goes away. */
  leaveAlone(): void {
    this.#child.disconnect();
  }

  /** Waits for its end. */
  async status(): Promise<number | NodeJS.Signals | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
    return this.#child.exitCode ?? this.#child.signalCode;
  }
}

/** A Redis and a queue of one test's own. */
export async function startQueue(context: TestContext): Promise<{ redis: TestRedis; queue: Queue }> {
  const redis = await TestRedis.start();
  const queue = connectQueue(redis.url, { log: makeLog('error', 'test', '/dev/null') });
  context.onTestFinished(async () => {
    await queue.close();
    await redis.stop();
  });
  return { redis, queue };
}

/** The example's solution, which earns everything. */
export async function exampleJob(repository = join(EXAMPLE, 'solution')): Promise<GradingJob> {
  return { id: newId(), repository, ref: null, assignment: await assignmentOf('good') };
}

/** How a job ended, as soon as it has. */
export async function endOf(queue: Queue, id: string, within = 300_000): Promise<Ended> {
  return vi.waitFor(
    async () => {
      const found = (await queue.ended(100)).find((ended) => ended.id === id);
      if (!found) throw new Error('it has not ended');
      return found;
    },
    { timeout: within, interval: 50 },
  );
}

/** Every point of the rubric, told of the submission that the job is. */
export function expectGood(end: Ended, { id, assignment }: GradingJob, expect: ExpectStatic): void {
  expect(end).toMatchObject({ outcome: 'done', run: { submission: { id }, outcome: 'graded' } });
  if (end.outcome !== 'done') return;
  const { earned, possible } = score(judge(end.run.evidence, assignment.rubric, graders));
  expect(possible).toBeGreaterThan(0);
  expect(earned).toBe(possible);
}

/** What is left of runs: in the engine, in the data folder, and as processes. */
export async function leftOf(
  engine: Engine,
  runs: readonly string[],
  signal: AbortSignal,
  data = readSettings(process.env).data,
): Promise<string[]> {
  if (runs.length === 0) throw new Error('there was no run');
  const left = runs.map(async (id) => {
    const objects = Object.values(await engine.owned(id, signal)).flat();
    const { stdout } = await run('pgrep', ['--full', '--list-full', id], { signal, timeout: 60_000 });
    const folders = (await readdir(join(data, 'jobs'))).filter((name) => name.includes(id));
    const group = groupOf(engine.info, id);
    const groups = group === null ? [] : await treesOf(group);
    return [...objects, ...groups, ...stdout.split('\n').filter(Boolean), ...folders];
  });
  return (await Promise.all(left)).flat();
}
