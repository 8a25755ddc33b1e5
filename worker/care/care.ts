import { EventEmitter, once } from 'node:events';
import { DockgradeError } from '../../src/core/errors.ts';
import type { Log } from '../../src/core/log.ts';
import { showLife } from '../alive.ts';
import { requireDataFolder } from '../data-folder.ts';
import type { ConnectOptions } from '../engine/connect.ts';
import type { Engine } from '../engine/engine.ts';
import { sweep } from '../sweep.ts';
import { openStation, type Station } from './station.ts';
import { SweptSoFar } from './swept-so-far.ts';

export interface CareOptions extends Pick<ConnectOptions, 'home' | 'dockerHost' | 'privateHosts' | 'runtime' | 'say'> {
  log: Log;
  /** Makes sure that containers of an engine that was just connected reach nothing that must be out of their reach; throws what they do. */
  prove(engine: Engine, signal: AbortSignal): Promise<void>;
  /** Called at once when the worker stops being well, and when it is well again. */
  onChange(trouble: DockgradeError | null): void;
}

/** Milliseconds between two looks while all is well: what other workers on this engine left when they died is found then. */
const EVERY = 180_000;
/** Milliseconds between two tries to mend. */
const AGAIN = { first: 500, most: 30_000 };
/** Milliseconds that a job waits for its worker to be well: an engine has started again by then. */
const PATIENCE = 30_000;
/** Milliseconds for an engine to say what runs in it. */
const ANSWER = 20_000;
const SWEEP = 120_000;
/** Faults that the next job would meet as well. */
const LASTS = /^(engine-|disk-full$|teardown-incomplete$)/;
/** Faults that the next job may meet as well; when one run after the other ends with such a fault, it does. */
const REPEATS = /^(registry-|prober-failed$|deadline-exceeded$|internal$)/;
/** Submissions, one after the other, whose runs may end so. After each more the worker rests, twice as long each time: milliseconds, the longest. */
const FREE = 2;
const REST = 300_000;

/**
 * Keeps a worker well: an engine that answers with a prober in it and that keeps containers to themselves, room on the disk, and nothing left of runs that are
 * over. What is wrong is mended again and again until it is right.
 */
export class Care {
  readonly #options: CareOptions;
  readonly #closing = new AbortController();
  readonly #swept = new SweptSoFar();
  readonly #changes = new EventEmitter().setMaxListeners(0);
  #hideLife: () => Promise<void> = async () => undefined;
  #station: Station | null = null;
  #proven: Engine | null = null;
  #trouble: DockgradeError | null = null;
  #looking: Promise<void> | null = null;
  #doubted = false;
  #timer: NodeJS.Timeout | undefined;
  #pause = AGAIN.first;
  /** Submissions of the runs that ended so since the last good one. */
  readonly #failed = new Set<string>();
  #restsUntil = 0;

  private constructor(options: CareOptions) {
    this.#options = options;
  }

  /** Connects the engine, and throws what is in the way; then cleans up for the first time. */
  static async begin(options: CareOptions, signal: AbortSignal): Promise<Care> {
    const care = new Care(options);
    try {
      await requireDataFolder(options.home);
      await care.#answering(signal);
      care.#hideLife = await showLife(options.home);
    } catch (error) {
      await care.close();
      throw error;
    }
    care.#look();
    await care.#looking;
    return care;
  }

  /** Why the worker is not well; null when it is. */
  get trouble(): DockgradeError | null {
    return this.#trouble;
  }

  /** The version of the engine, the last one that answered. */
  get engine(): string {
    return this.#station?.engine.info.version ?? '';
  }

  /** The version of its Compose, the last one that answered. */
  get compose(): string {
    return this.#station?.engine.info.compose ?? '';
  }

  /** What its sweeps came to. */
  get swept(): SweptSoFar['now'] {
    return this.#swept.now;
  }

  /** Engine and prober for a run. Waits a while for the worker to be well; throws its trouble when that lasts. */
  async station(signal: AbortSignal): Promise<Station> {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
    await requireDataFolder(this.#options.home).catch((error: unknown) => this.doubt(error));
    // The submission may be here because another worker has just died of it, or with it.
    this.#look();
    for (;;) {
      if (this.#trouble === null && this.#station && !this.#station.lost.aborted) return this.#station;
      await once(this.#changes, 'well', { signal: patience }).catch((error: unknown) => {
        signal.throwIfAborted();
        throw this.#trouble ?? error;
      });
    }
  }

  /**
   * A run ended with this. The worker looks after itself, and is not well until it has, when the next run would end the same way.
   * @param submission the one that ran: the same one again and again says nothing of others, and may mean to
   */
  doubt(error: unknown, submission = ''): void {
    const fault = asFault(error);
    const lasts = LASTS.test(fault.code);
    const counts = lasts || REPEATS.test(fault.code);
    if (counts) this.#failed.add(submission);
    // What is a submission's own doing, such as a repository that is private, says nothing of the next one.
    const over = counts ? this.#failed.size - FREE : 0;
    if (over > 0) this.#restsUntil = performance.now() + Math.min(1000 * 2 ** over, REST);
    if (lasts || over > 0) this.#tell(fault);
    this.#look();
  }

  /** A run ended well. */
  trust(): void {
    this.#failed.clear();
  }

  /** Gives engine and prober back. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#timer);
    await this.#looking;
    await this.#station?.close();
    await this.#hideLife();
  }

  #look(): void {
    if (this.#closing.signal.aborted) return;
    this.#doubted = true;
    if (this.#looking !== null) return;
    clearTimeout(this.#timer);
    this.#looking = this.#lookNow().finally(() => {
      this.#looking = null;
      if (this.#doubted) this.#look();
    });
  }

  async #lookNow(): Promise<void> {
    try {
      while (this.#doubted) {
        this.#doubted = false;
        await this.#mend(this.#closing.signal);
      }
      this.#pause = AGAIN.first;
      const rest = this.#restsUntil - performance.now();
      if (rest <= 0) this.#tell(null);
      this.#later(rest > 0 ? rest : EVERY);
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      this.#tell(asFault(error));
      this.#later(this.#pause);
      this.#pause = Math.min(this.#pause * 2, AGAIN.most);
    }
  }

  #later(milliseconds: number): void {
    if (!this.#closing.signal.aborted) this.#timer = setTimeout(() => this.#look(), milliseconds);
  }

  async #mend(signal: AbortSignal): Promise<void> {
    const { home, log } = this.#options;
    await requireDataFolder(home);
    const { engine } = await this.#answering(signal);
    const swept = await sweep(engine, home, AbortSignal.any([signal, AbortSignal.timeout(SWEEP)]));
    const { cleaned, left } = swept;
    this.#swept.add(swept);
    if (cleaned.length > 0) log.info({ runs: cleaned }, 'removed what runs had left');
    if (left.length > 0) {
      throw new DockgradeError('teardown-incomplete', `Something of ${left.join(', ')} cannot be removed.`, {
        remedy: 'See what it is with `dockgrade doctor`, and restart the engine.',
      });
    }
    if (this.#proven === engine) return;
    await this.#options.prove(engine, signal);
    this.#proven = engine;
  }

  /** The station if its engine answers, else a new one. */
  async #answering(signal: AbortSignal): Promise<Station> {
    const { log, ...options } = this.#options;
    const now = this.#station;
    if (now && !now.lost.aborted) {
      try {
        await now.engine.runs(AbortSignal.any([signal, AbortSignal.timeout(ANSWER)]));
        return now;
      } catch (error) {
        signal.throwIfAborted();
        now.giveUp(error);
      }
    }
    const fresh = await openStation({ ...options, signal });
    this.#station = fresh;
    fresh.lost.addEventListener('abort', () => this.doubt(fresh.lost.reason), { once: true });
    await now?.close().catch((error: unknown) => log.warn({ error }, 'the engine that went away was not given back'));
    return fresh;
  }

  #tell(trouble: DockgradeError | null): void {
    const before = this.#trouble;
    this.#trouble = trouble;
    if (trouble === null) this.#changes.emit('well');
    if (before?.code === trouble?.code) return;
    const { log, onChange } = this.#options;
    if (trouble) log.warn({ error: trouble, remedy: trouble.remedy }, 'not well: takes no more jobs until it is');
    else log.info({ engine: this.engine }, 'well again: takes jobs');
    onChange(trouble);
  }
}

function asFault(error: unknown): DockgradeError {
  return error instanceof DockgradeError ? error : new DockgradeError('internal', String(error), { cause: error });
}
