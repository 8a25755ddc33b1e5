import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DockgradeError } from '../../src/core/errors.ts';
import { newId } from '../../src/core/job.ts';
import { admit } from '../admission/admit.ts';
import type { ComposeModel } from '../admission/model.ts';
import { buildCall } from '../build/call.ts';
import { sourcePolicy } from '../build/source-policy.ts';
import type { Container, Engine } from '../engine/engine.ts';
import { imageOf, JOB_LABEL, OWNER_LABEL, projectOf } from '../engine/labels.ts';
import { groupOf, makeGroup } from '../limits/submission.ts';
import { makeRunFolder, type RunFolder } from '../run-folder.ts';
import { addressesOf } from '../stages/target.ts';
import { teardown } from '../teardown.ts';
import { type Attempt, type Outcome, readOutcomes } from './attempt.ts';
import type { ProofImage } from './image.ts';

/** The port of every container's listener. */
export const PORT = 7070;
const LIMITS = { memory: 512 * 1024 ** 2, cpus: 1, pids: 128, disk: 1024 ** 3 };
/** Milliseconds. */
const TIMEOUT = 60_000;
const TEARDOWN = 30_000;

/** The image of all containers, and the run that it belongs to. */
export interface ProofSource {
  job: string;
  image: ProofImage;
}

/**
 * A submission of our own, admitted as a student's is: its network, its container, its build. What it creates carries the labels of a run, so that it is removed like
 * one's whatever happens.
 */
export class ProofSubmission {
  readonly job: string;
  readonly #engine: Engine;
  readonly #folder: RunFolder;
  readonly #network: 'open' | 'closed';

  private constructor(engine: Engine, folder: RunFolder, job: string, network: 'open' | 'closed') {
    this.#engine = engine;
    this.#folder = folder;
    this.#network = network;
    this.job = job;
  }

  static async make(engine: Engine, home: string, network: 'open' | 'closed'): Promise<ProofSubmission> {
    const job = newId();
    const folder = await makeRunFolder(home, job);
    await makeGroup(engine.info, job, LIMITS);
    return new ProofSubmission(engine, folder, job, network);
  }

  get folder(): string {
    return this.#folder.path;
  }

  /** Makes the image that all containers of the proof run. */
  async buildImage(source: ProofSource, signal: AbortSignal): Promise<void> {
    await this.#build(source, [], 'listener', signal);
  }

  /** Starts its container, and says where it is. */
  async start(source: ProofSource, signal: AbortSignal): Promise<Container> {
    const file = join(this.folder, 'compose.json');
    await writeFile(file, JSON.stringify(await this.#admitted(source, [])));
    const call = { project: projectOf(this.job), folder: source.image.context, files: [file], variables: {} };
    const args = ['up', '--detach', '--no-build', '--pull', 'never', 'listener'] as const;
    const { exitCode, stderr } = await this.#engine.compose(call, args, { signal, timeout: TIMEOUT });
    if (exitCode !== 0) throw didNotRun(stderr);
    const [container] = await this.#engine.containers(projectOf(this.job), signal);
    if (container && addressesOf(container).length > 0) return container;
    throw new DockgradeError('isolation-unproven', 'The container that was to prove the isolation does not run.');
  }

  /** Tries from within its container; null where the program could not be run. */
  async attempt(
    container: Container,
    { image }: ProofSource,
    attempts: readonly Attempt[],
    signal: AbortSignal,
  ): Promise<Outcome[] | null> {
    const command = [...image.command, 'try', JSON.stringify(attempts)];
    const { stdout } = await this.#engine.exec(container.Id, command, { signal, timeout: 10_000 });
    return readOutcomes(stdout);
  }

  /** Tries from within a step of a build; null where the program could not be run. */
  async attemptInBuild(
    source: ProofSource,
    attempts: readonly Attempt[],
    signal: AbortSignal,
  ): Promise<Outcome[] | null> {
    return readOutcomes(await this.#build(source, attempts, 'tried', signal));
  }

  /** Removes everything, on a signal of its own. */
  async end(): Promise<void> {
    try {
      await teardown(this.#engine, this.job, this.#folder.volumes, AbortSignal.timeout(TEARDOWN));
      await this.#folder.remove();
    } finally {
      this.#folder.leave();
    }
  }

  /** As a student's image is built: the same call, sources by the same policy, in a control group. Returns what it printed. */
  async #build(
    source: ProofSource,
    attempts: readonly Attempt[],
    service: string,
    signal: AbortSignal,
  ): Promise<string> {
    const { context } = source.image;
    const policy = join(this.folder, 'source-policy.json');
    await writeFile(policy, sourcePolicy({ network: true, images: [] }));
    const job = { id: this.job, repository: 'dockgrade-proof', assignment: { limits: LIMITS } };
    const model = await this.#admitted(source, attempts);
    const order = { service, model, tag: imageOf(source.job, service), dockerfile: undefined };
    const group = groupOf(this.#engine.info, this.job);
    const call = buildCall({ job }, order, { dockerfile: join(context, 'Dockerfile'), policy, group });
    const lines: string[] = [];
    const onLine = (line: string) => lines.push(line);
    const stop = new AbortController().signal;
    const { exitCode, output } = await this.#engine.build(call, { signal, stop, timeout: TIMEOUT, onLine });
    if (exitCode !== 0) throw didNotRun(output);
    return lines.join('\n');
  }

  async #admitted(source: ProofSource, attempts: readonly Attempt[]): Promise<ComposeModel> {
    const { info } = this.#engine;
    const admission = await admit({
      model: model(source, attempts),
      sources: [],
      checkout: source.image.context,
      project: projectOf(this.job),
      variables: {},
      images: (service) => imageOf(source.job, service),
      imageChecks: new Map(),
      labels: { [JOB_LABEL]: this.job, [OWNER_LABEL]: this.#folder.owner },
      limits: LIMITS,
      openFiles: info.openFiles,
      group: groupOf(info, this.job),
      runtime: info.runtime,
      network: this.#network,
      buildNetwork: 'open',
      reach: info.reach,
    });
    if (admission.outcome === 'admitted') return admission.model;
    throw new DockgradeError('internal', `The proof is not admitted: ${admission.refusals[0]?.message.en}`);
  }
}

function didNotRun(said: string): DockgradeError {
  const words = said.trim().split('\n').slice(-3).join('\n');
  return new DockgradeError('isolation-unproven', `What was to prove the isolation did not run: ${words}`);
}

/** As Compose's own loader gives it. */
function model({ image, job }: ProofSource, attempts: readonly Attempt[]): unknown {
  const build = { context: image.context, dockerfile: 'Dockerfile' };
  return {
    name: 'proof',
    services: {
      listener: {
        build: { ...build, target: 'image' },
        command: [...image.command, 'listen', String(PORT)],
        networks: { default: null },
        ports: [{ mode: 'ingress', target: PORT, protocol: 'tcp' }],
      },
      tried: {
        build: { ...build, args: { ATTEMPTS: JSON.stringify(attempts), PROOF: job } },
        networks: { default: null },
      },
    },
    networks: { default: { name: 'proof_default' } },
  };
}
