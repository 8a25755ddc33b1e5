import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DockerfileFacts, ServiceBuild } from '../../src/core/evidence/index.ts';
import { imageOf } from '../engine/labels.ts';
import { wasFull } from '../limits/build-counters.ts';
import { type BuildGroup, buildGroup, untilIdle } from '../limits/build-group.ts';
import { type BuildLimit, BuildWatch } from '../limits/build-watch.ts';
import { liveLog } from '../observe/live-log.ts';
import type { RunContext } from '../stages/stage.ts';
import { type Building, buildCall, builtUpon } from './call.ts';
import { copyDockerfile } from './dockerfile-copy.ts';
import { readFailure } from './failure.ts';
import type { Frontend } from './frontend.ts';
import { readRefusal } from './refusal.ts';
import { sourcePolicy } from './source-policy.ts';
import { isAdding, readSteps, stepLines } from './steps.ts';
import { unpacksTooMuch } from './unpacks.ts';

/** How a build went, whatever came of it. */
export type BuildResult = Pick<ServiceBuild, 'seconds' | 'failure'> & {
  outcome: 'built' | 'failed' | 'timeout';
  steps: NonNullable<ServiceBuild['steps']>;
  /** The last lines, without secrets. */
  output: string;
};

export interface BuildOrder extends Building {
  dockerfile: DockerfileFacts | undefined;
  /** The run's copy of the repository that is built from. */
  root: string;
  /** Milliseconds. */
  timeout: number;
}

/**
 * Builds the image of a service, with sources by policy and within the limits of the assignment. What the student's build does wrong is in the result;
 * of its steps nothing runs any more.
 *
 * @throws DockgradeError what is not the student's: a registry that is away, a disk that is full, limits that cannot be set
 */
export async function buildImage(context: RunContext, order: BuildOrder): Promise<BuildResult> {
  const { service, model, root, dockerfile } = order;
  const folder = join(context.folder, 'builds', service);
  const build = model.services[service]?.build ?? {};
  const copy = await copyDockerfile(root, folder, build);
  if (copy.foreign) return unbuilt(foreignFailure(copy.foreign, dockerfile));
  const policy = join(folder, 'source-policy.json');
  const images = builtUpon(build).map((name) => imageOf(context.job.id, name));
  await writeFile(policy, sourcePolicy({ network: build.network !== 'none', images }));
  const group = await buildGroup(context);
  const call = buildCall(context, order, { dockerfile: copy.path, policy, group: group.name });
  const bomb = await unpacksTooMuch(context, call, copy.text, dockerfile);
  if (bomb) return unbuilt(bomb);
  const told = stepLines();
  await using watch = new BuildWatch(context, group, () => isAdding(told.lines));
  const { signal } = context;
  using live = liveLog(context);
  const result = await context.engine.build(call, {
    signal,
    stop: watch.signal,
    timeout: order.timeout,
    onLine: (line) => {
      told.take(line);
      live.take(line);
    },
  });
  const limit = await watch.end();
  if (result.exitCode === null) await untilIdle(group);
  const output = context.mask(result.output).trim();
  const facts = { seconds: result.seconds, steps: readSteps(told, dockerfile, context.mask), output };
  if (limit) return { ...facts, outcome: 'failed', failure: { ...STOPPED, message: WORDS[limit.kind], limit } };
  if (result.timedOut) {
    const message = `not finished after ${Math.round(order.timeout / 1000)} s`;
    return { ...facts, outcome: 'timeout', failure: { ...STOPPED, message } };
  }
  if (result.exitCode === 0) return { ...facts, outcome: 'built', failure: null };
  const failure = readRefusal(readFailure(output, dockerfile?.file ?? null), dockerfile);
  return {
    ...facts,
    outcome: 'failed',
    failure: await withLimit(failure, group, context.job.assignment.limits),
  };
}

/** A step that was killed, in a group that had used up its memory or for a file that grew too large. */
async function withLimit(
  failure: NonNullable<ServiceBuild['failure']>,
  group: BuildGroup,
  { memory, disk }: RunContext['job']['assignment']['limits'],
): Promise<NonNullable<ServiceBuild['failure']>> {
  if (failure.exitCode === FILE_TOO_LARGE) return { ...failure, limit: { kind: 'disk', most: disk } };
  if (failure.exitCode !== 137 || !(await wasFull(group, memory))) return failure;
  return { ...failure, limit: { kind: 'memory', most: memory } };
}

/** What a shell tells of a program that the kernel ended with SIGXFSZ. */
const FILE_TOO_LARGE = 128 + 25;

const STOPPED = { instruction: null, exitCode: null, where: null };

const WORDS: Record<BuildLimit['kind'], string> = {
  memory: 'used up its memory',
  processes: 'started too many processes',
  disk: 'wrote too much',
  image: 'the image is too large',
};

function unbuilt(failure: NonNullable<ServiceBuild['failure']>): BuildResult {
  return { outcome: 'failed', seconds: 0, steps: [], output: '', failure };
}

function foreignFailure({ name, line }: Frontend, dockerfile: DockerfileFacts | undefined) {
  return {
    instruction: null,
    exitCode: null,
    message: `the Dockerfile asks to be read by ${name}`,
    where: dockerfile ? { file: dockerfile.file, line } : null,
    refused: { kind: 'frontend' as const, what: name },
  };
}
