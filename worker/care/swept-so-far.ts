import type { Swept } from '../sweep.ts';

/** More ids than these say nothing more to whoever looks. */
const SHOWN = 10;

/** What the sweeps of a worker came to since it started: runs that were cleaned up behind, and those of which something is left now. */
export class SweptSoFar {
  #cleaned = 0;
  #left: readonly string[] = [];

  /** One more sweep: what an earlier one could not remove and this one does not name any more is gone. */
  add({ cleaned, left }: Swept): void {
    this.#cleaned += cleaned.length;
    this.#left = left;
  }

  get now(): { cleaned: number; left: string[] } {
    return { cleaned: this.#cleaned, left: this.#left.slice(0, SHOWN) };
  }
}
