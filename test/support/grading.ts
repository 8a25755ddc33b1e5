import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { parse, stringify } from 'yaml';
import { defaultRubric, diagnoses, graders } from '../../graders/index.ts';
import { parseAssignment } from '../../src/core/assignment/parse.ts';
import type { Assignment } from '../../src/core/assignment/schema.ts';
import type { DrillName } from '../../src/core/evidence/index.ts';
import { judge } from '../../src/core/judge.ts';
import { makeReport } from '../../src/core/report/make.ts';
import type { Report } from '../../src/core/report/schema.ts';
import type { Run, RunEvent } from '../../src/core/run.ts';
import type { ConnectedEngine } from '../../worker/engine/connect.ts';
import type { Engine } from '../../worker/engine/engine.ts';
import { grade } from '../../worker/grade.ts';
import { startProber } from '../../worker/prober/start.ts';
import { openEngine } from './engine.ts';
import { EXAMPLE } from './places.ts';
import { merge, readScenario } from './scenario.ts';

/** Grades as dockgrade itself does, for as long as a test file needs it. */
export class Grading {
  readonly engine: Engine;
  /** Every run so far. */
  readonly jobs: string[] = [];
  readonly #connection: ConnectedEngine;
  readonly #prober;
  readonly #folder: string;

  private constructor(connection: ConnectedEngine, folder: string) {
    this.#connection = connection;
    this.engine = connection.engine;
    this.#prober = startProber(connection.engine.info);
    this.#folder = folder;
  }

  static async open(): Promise<Grading> {
    return new Grading(await openEngine(), await mkdtemp(join(tmpdir(), 'dockgrade-grading-')));
  }

  async close(): Promise<void> {
    await this.#prober.close();
    await this.#connection.release();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Grades a folder, or a repository's URL, and returns the English report. */
  async report(
    repository: string,
    assignment: Assignment,
    signal: AbortSignal,
    onEvent?: (event: RunEvent) => void,
  ): Promise<Report> {
    const run = await this.run(repository, assignment, signal, undefined, onEvent);
    return makeReport({ ...run, assignment, lines: judge(run.evidence, assignment.rubric, graders, diagnoses) }, 'en');
  }

  /** Reads and admits a folder, and goes no further. */
  async admission(repository: string, assignment: Assignment, signal: AbortSignal): Promise<Run> {
    const id = randomBytes(13).toString('hex');
    this.jobs.push(id);
    const onEvent = () => undefined;
    const dependencies = { engine: this.engine, prober: this.#prober, folder: this.#folder, keep: false, onEvent };
    return grade({ id, repository, ref: null, assignment, stages: ['admit'] }, dependencies, signal);
  }

  /** Gathers the evidence of a folder, or of a repository's URL. `onEvent` also hears where the run keeps its things. */
  async run(
    repository: string,
    assignment: Assignment,
    signal: AbortSignal,
    drills?: DrillName[],
    onEvent: (event: RunEvent, folder: string) => void = () => undefined,
  ): Promise<Run> {
    const id = randomBytes(13).toString('hex');
    this.jobs.push(id);
    const dependencies = {
      engine: this.engine,
      prober: this.#prober,
      folder: this.#folder,
      keep: false,
      onEvent: (event: RunEvent) => onEvent(event, join(this.#folder, 'jobs', id)),
    };
    return grade({ id, repository, ref: null, assignment, ...(drills && { drills }) }, dependencies, signal);
  }
}

/** The example's assignment with what a scenario changes in it. */
export async function assignmentOf(scenario: string): Promise<Assignment> {
  const example = parse(await readFile(join(EXAMPLE, 'assignment.yaml'), 'utf8'));
  const merged = stringify(merge(example, await patchOf(scenario)));
  const known = graders.map(({ id }) => id);
  return parseAssignment(merged, `${scenario}.yaml`, defaultRubric, known);
}

async function patchOf(name: string): Promise<Record<string, unknown>> {
  const { base, assignment } = await readScenario(name);
  return base === undefined ? assignment : merge(await patchOf(base), assignment);
}

/** Calls while images of the engine have other names too (new name → the image that gets it); those names are gone afterwards. */
export async function withImages<Result>(
  engine: Engine,
  images: Readonly<Record<string, string>>,
  signal: AbortSignal,
  use: () => Promise<Result>,
): Promise<Result> {
  const docker = (...args: string[]) => execa('docker', ['--host', engine.info.host, ...args]);
  const names = Object.keys(images);
  await engine.prepare(Object.values(images), signal, () => undefined);
  try {
    for (const [name, image] of Object.entries(images)) await docker('tag', image, name);
    return await use();
  } finally {
    if (names.length > 0) await docker('rmi', ...names);
  }
}
