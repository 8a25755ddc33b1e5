import { expect } from 'vitest';
import type { Run } from '../../src/core/run.ts';
import { Canary, type Listener, listener } from '../support/canary.ts';
import { Grading } from '../support/grading.ts';
import { bareAssignment, type HostileFiles, writeFiles } from '../support/hostile.ts';
import { withFolder } from '../support/scenario.ts';

export const APP = 'services:\n  app:\n    image: redis\n';

/** Has hostile Compose files read and admitted, beside a secret that nothing may hold and a listener that nobody may ask. */
export class Reading {
  readonly canary: Canary;
  readonly worker: Listener;
  readonly #grading: Grading;

  private constructor(grading: Grading, canary: Canary, worker: Listener) {
    this.#grading = grading;
    this.canary = canary;
    this.worker = worker;
  }

  static async open(): Promise<Reading> {
    const reading = new Reading(await Grading.open(), await Canary.plant(), await listener());
    // The engine's first answer and the proof of the seal are no part of any time that is measured.
    await reading.read({ 'compose.yaml': APP });
    return reading;
  }

  async close(): Promise<void> {
    await this.worker[Symbol.asyncDispose]();
    await this.canary[Symbol.asyncDispose]();
    await this.#grading.close();
  }

  /** Reads and admits; whatever came of it holds nothing of the worker. */
  async read(files: HostileFiles): Promise<Run> {
    return withFolder(async (folder) => {
      await writeFiles(folder, files);
      const run = await this.#grading.admission(folder, bareAssignment(), AbortSignal.timeout(60_000));
      this.canary.expectNowhereIn(run);
      expect(run.leftovers).toEqual({ containers: 0, networks: 0, volumes: 0, images: 0 });
      return run;
    });
  }
}

/** The rules by which a run was refused, before its files were loaded or after. */
export function refusedFor({ evidence }: Run): string[] {
  const refusals = [...(evidence.resolve?.refusals ?? []), ...(evidence.admit?.refusals ?? [])];
  return [...new Set(refusals.map(({ rule }) => rule))];
}

/** What resolving and admitting took. */
export function secondsOf({ stages }: Run): number {
  const read = stages.filter(({ stage }) => stage === 'resolve' || stage === 'admit');
  expect(read.length).toBe(2);
  return read.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** The note that says which names of `.env` count for nothing. */
export function leftOut(...names: string[]) {
  const en = expect.stringContaining(names.map((name) => `\`${name}\``).join(', '));
  return [
    expect.objectContaining({
      rule: 'env-reserved',
      where: { file: '.env' },
      message: expect.objectContaining({ en }),
    }),
  ];
}
