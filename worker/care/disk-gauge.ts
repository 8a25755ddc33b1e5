import { statfs } from 'node:fs/promises';

/** Bytes of a file system. */
export interface Disk {
  free: number;
  total: number;
}

/** Milliseconds for which an answer is good: a heartbeat asks every second. */
const FRESH = 10_000;

/** How full the file system of a folder is: the last that is known, which is asked for anew in the background. Null where nothing is known. */
export class DiskGauge {
  readonly #folder: string;
  #known: Disk | null = null;
  #asked = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get now(): Disk | null {
    if (this.#asking === null && performance.now() - this.#asked > FRESH) void this.look();
    return this.#known;
  }

  /** Asks now, and ends when it is known. A folder that cannot be asked is one of which nothing is known. */
  async look(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asked = performance.now();
      this.#asking = null;
    });
    await this.#asking;
  }

  async #ask(): Promise<void> {
    try {
      const { bavail, blocks, bsize } = await statfs(this.#folder);
      this.#known = { free: bavail * bsize, total: blocks * bsize };
    } catch {
      this.#known = null;
    }
  }
}
