import { rm } from 'node:fs/promises';
import type { Engine } from './engine/engine.ts';
import { isProvablyDead } from './owner.ts';
import { recordedRuns } from './run-folder.ts';
import { teardown } from './teardown.ts';

/**
 * Removes what killed runs left in the engine and in the data folder, and only what is provably a dead run's: its process has ended on this
 * machine. On an engine that others share, theirs stays.
 * @returns ids of the runs that were cleaned up
 */
export async function sweep(engine: Engine, home: string, signal: AbortSignal): Promise<string[]> {
  const recorded = recordedRuns(home);
  const inEngine = await engine.runs(signal);
  const dead = new Map<string, Set<string>>();
  for (const { job, owner } of inEngine) if (isProvablyDead(owner, engine.info.own)) dead.set(job, new Set());
  for (const { job, owner, volumes } of recorded) if (isProvablyDead(owner, true)) dead.set(job, volumes);
  for (const [job, volumes] of dead) {
    await teardown(engine, job, volumes, signal);
    const folder = recorded.find((run) => run.job === job)?.path;
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
  return [...dead.keys()];
}
