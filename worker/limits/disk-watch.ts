import { statfs } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { DockgradeError } from '../../src/core/errors.ts';
import { projectOf } from '../engine/labels.ts';
import type { RunContext } from '../stages/stage.ts';
import { type Usage, usageOf } from './disk-usage.ts';
import { StackOverrun, written } from './overrun.ts';
import { type Place, placesOf } from './places.ts';
import { unlinkedBytes } from './unlinked.ts';

/** Milliseconds between two looks at the free space, and at the folders of a stack that seems to write nothing. */
const LOOK = 250;
const MEASURE = 15_000;
/** Part of the limit by which the free space must shrink before folders are measured. */
const STEP = 1 / 20;
/** A measurement that took long is followed by a pause of so many times its length, of so many milliseconds at most. */
const REST = 2;
const LONGEST_REST = 5000;
/** Bytes of the limit for which a stack may have one file: about a million of them with 5 GiB. */
const BYTES_A_FILE = 5 * 1024;
const GIB = 1024 ** 3;

/** Free space and free inodes of one file system. */
interface Free {
  bytes: number;
  files: number;
}

/** Bytes that the stacks of this process were last seen to have written. */
const writing = new Map<DiskWatch, number>();

/**
 * Watches what a running stack writes, and stops the stack when that is more than the assignment allows. A look at the free space costs nothing;
 * folders are measured only when that shrank, and now and then.
 */
export class DiskWatch {
  readonly #stopped = new AbortController();
  readonly #over = new AbortController();
  readonly #context: RunContext;
  readonly #reserve: number;
  #loop: Promise<void> = Promise.resolve();
  /** The most that was free since the start, and what was free when the folders were last measured: of each file system. */
  #most: Free[] = [];
  #last: Free[] = [];

  /** @param reserve bytes that must stay free: below them the stack that wrote most is stopped, which is a fault of ours */
  constructor(context: RunContext, reserve = GIB) {
    this.#context = context;
    this.#reserve = reserve;
  }

  /** Aborts with a `StackOverrun`, or with a `DockgradeError` `disk-full`. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  begin(): void {
    writing.set(this, 0);
    // What the engine or the disk refuses here, it refuses the stage too, and that one tells it.
    this.#loop = this.#watch().catch(() => undefined);
  }

  async end(): Promise<void> {
    this.#stopped.abort();
    await this.#loop;
    writing.delete(this);
  }

  async #watch(): Promise<void> {
    const signal = AbortSignal.any([this.#stopped.signal, this.#context.signal]);
    let next = 0;
    let regular = performance.now() + MEASURE;
    while (!this.signal.aborted) {
      const free = await this.#free();
      const low = free.some(({ bytes }) => bytes < this.#reserve);
      const now = performance.now();
      if (now > next && (low || now > regular || this.#shrank(free))) {
        await this.#measure(free, low, signal).catch(() => signal.throwIfAborted());
        this.#last = free;
        next = performance.now() + Math.min((performance.now() - now) * REST, LONGEST_REST);
        regular = performance.now() + MEASURE;
      }
      await pause(LOOK, undefined, { signal });
    }
  }

  async #measure(free: readonly Free[], low: boolean, signal: AbortSignal): Promise<void> {
    const { engine, job, group } = this.#context;
    const containers = await engine.containers(projectOf(job.id), signal);
    const places = placesOf(this.#context, containers);
    const files = this.#gone(free, 'files') > this.#mostFiles / 2;
    const paths = places.map(({ path }) => path);
    const usage = await usageOf(paths, { files, signal });
    const missing = this.#gone(free, 'bytes') - (usage ? sumOf(usage) : 0);
    const open = group !== null && missing > this.#step ? Math.min(await unlinkedBytes(group), missing) : 0;
    this.#judge(places, usage, open, low);
  }

  #judge(places: readonly Place[], usage: ReadonlyMap<string, Usage> | null, open: number, low: boolean): void {
    const facts = written(places, usage, open, { bytes: this.#limit, files: this.#mostFiles });
    writing.set(this, facts.bytes);
    if (facts.limit) this.#stop(new StackOverrun({ ...facts, limit: facts.limit }));
    else if (low && facts.bytes > this.#step && facts.bytes >= Math.max(...writing.values())) {
      const message = `The disk of this worker is nearly full; the stack wrote ${(facts.bytes / GIB).toFixed(1)} GiB, which it may.`;
      const remedy = 'Make room: each run at the same time may take what `limits.disk` of its assignment says.';
      this.#stop(new DockgradeError('disk-full', message, { remedy }));
    }
  }

  /** At once, and past the engine's patience: whoever writes does not get to write more while the run is being ended. */
  #stop(reason: Error): void {
    this.#over.abort(reason);
    const { engine, job } = this.#context;
    const soon = AbortSignal.timeout(5000);
    // The teardown removes them in any case.
    engine
      .owned(job.id, soon)
      .then(({ containers }) => Promise.allSettled(containers.map((id) => engine.kill(id, 'SIGKILL', soon))))
      .catch(() => undefined);
  }

  get #limit(): number {
    return this.#context.job.assignment.limits.disk;
  }

  get #mostFiles(): number {
    return Math.floor(this.#limit / BYTES_A_FILE);
  }

  get #step(): number {
    return this.#limit * STEP;
  }

  async #free(): Promise<Free[]> {
    const { folder, engine } = this.#context;
    const folders = [folder, ...(engine.info.data === null ? [] : [engine.info.data])];
    const systems = await Promise.all(folders.map((path) => statfs(path)));
    const free = systems.map(({ bavail, bsize, ffree }) => ({ bytes: bavail * bsize, files: ffree }));
    this.#most = highest(this.#most, free);
    // What others gave back meanwhile must not hide what this stack takes from now on.
    this.#last = highest(this.#last, free);
    return free;
  }

  #shrank(free: readonly Free[]): boolean {
    return free.some(({ bytes, files }, at) => {
      const last = this.#last[at];
      return last && (last.bytes - bytes > this.#step || last.files - files > this.#mostFiles * STEP);
    });
  }

  /** What is gone of the free space since the start, whoever took it. */
  #gone(free: readonly Free[], of: keyof Free): number {
    return Math.max(0, ...free.map((one, at) => (this.#most[at]?.[of] ?? one[of]) - one[of]));
  }
}

function highest(before: readonly Free[], now: readonly Free[]): Free[] {
  return now.map(({ bytes, files }, at) => {
    const other = before[at];
    return other ? { bytes: Math.max(bytes, other.bytes), files: Math.max(files, other.files) } : { bytes, files };
  });
}

function sumOf(usage: ReadonlyMap<string, Usage>): number {
  return [...usage.values()].reduce((sum, { bytes }) => sum + bytes, 0);
}
