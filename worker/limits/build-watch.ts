import { statfs } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { DockgradeError } from '../../src/core/errors.ts';
import type { ServiceBuild } from '../../src/core/evidence/index.ts';
import type { RunContext } from '../stages/stage.ts';
import { counters } from './build-counters.ts';
import { type BuildDisk, buildDisk } from './build-disk.ts';
import type { BuildGroup } from './build-group.ts';

export type BuildLimit = NonNullable<NonNullable<ServiceBuild['failure']>['limit']>;

/** Milliseconds between two looks, which cost next to nothing. */
const LOOK = 250;
/** Who was refused so many processes goes on asking: no build tool does. */
const REFUSALS = 2000;
/** Of the limit, by which the free space must shrink before anything is measured. */
const STEP = 1 / 10;
/** Bytes that must stay free on the engine's disk. */
const RESERVE = 512 * 1024 * 1024;

/** Watches one build, and stops it when it takes more than the assignment allows. */
export class BuildWatch implements AsyncDisposable {
  readonly #stop = new AbortController();
  readonly #ended = new AbortController();
  readonly #context: RunContext;
  readonly #group: BuildGroup;
  readonly #isAdding: () => boolean;
  readonly #loop: Promise<void>;
  #limit: BuildLimit | null = null;
  #fault: DockgradeError | null = null;

  /** @param isAdding whether the builder itself unpacks something at the moment */
  constructor(context: RunContext, group: BuildGroup, isAdding: () => boolean) {
    this.#context = context;
    this.#group = group;
    this.#isAdding = isAdding;
    // What cannot be looked at any more, the build itself will tell.
    this.#loop = this.#watch().catch(() => undefined);
  }

  /** Aborts when the build must end. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Ends it. @returns the limit that stopped the build. @throws DockgradeError `disk-full` when it was stopped because others filled the disk */
  async end(): Promise<BuildLimit | null> {
    await this[Symbol.asyncDispose]();
    if (this.#fault) throw this.#fault;
    return this.#limit;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended.abort();
    await this.#loop;
  }

  async #watch(): Promise<void> {
    const { engine, job } = this.#context;
    const disk = await buildDisk(engine.info, this.#group);
    const { pids } = job.assignment.limits;
    const before = await counters(this.#group);
    while (!this.#ended.signal.aborted) {
      // A look that fails is made again: whoever brings one about must not be rid of all.
      if (disk) await this.#look(disk).catch(() => this.#ended.signal.throwIfAborted());
      const { refused } = await counters(this.#group);
      if (refused - before.refused > REFUSALS) this.#over({ kind: 'processes', most: pids });
      await pause(LOOK, undefined, { signal: this.#ended.signal });
    }
  }

  /** Folders are measured only when the free space shrank: whoever took it. */
  async #look(disk: BuildDisk): Promise<void> {
    const most = this.#context.job.assignment.limits.disk;
    const { bavail, bsize } = await statfs(disk.folder);
    const free = bavail * bsize;
    const isLow = free < RESERVE;
    const shrank = disk.free - free;
    disk.free = Math.max(disk.free, free);
    if (!isLow && (shrank < most || Math.abs(shrank - disk.measured) < most * STEP)) return;
    disk.measured = shrank;
    const bytes = await disk.written(this.#isAdding(), this.#ended.signal);
    if (bytes > most) this.#over({ kind: 'disk', most });
    else if (isLow) {
      this.#fault = new DockgradeError('disk-full', "The disk of this worker's engine is nearly full.", {
        remedy: 'Free some space.',
      });
      this.#stop.abort();
    }
  }

  #over(limit: BuildLimit): void {
    this.#limit ??= limit;
    this.#stop.abort();
  }
}
