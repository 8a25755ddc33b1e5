import { forgetEnded, isSilent } from './alive.ts';
import type { Engine } from './engine/engine.ts';
import { projectOf } from './engine/labels.ts';
import { findByArgument, signalProcess } from './engine/own/processes.ts';
import { isProvablyDead } from './owner.ts';
import { isOver, recordedRuns, removeRunFolder } from './run-folder.ts';
import { teardown } from './teardown.ts';

/** Ids of runs. */
export interface Swept {
  /** Nothing is left of them. */
  cleaned: string[];
  /** Something of them could not be removed; their folder stays, so that a later sweep tries again. */
  left: string[];
}

/**
 * Removes what killed runs left in the engine and in the data folder, and only what is provably a dead run's: its process has ended on this
 * machine, in whichever container, or it is a run of this process that is over. On an engine that others share, theirs stays.
 */
export async function sweep(engine: Engine, home: string, signal: AbortSignal): Promise<Swept> {
  const recorded = recordedRuns(home);
  const inEngine = await engine.runs(signal);
  const runs = [...recorded, ...inEngine];
  const silent = await silentOwners(home, runs);
  const isDead = (job: string, owner: string, here: boolean) =>
    silent.has(owner) || isProvablyDead(owner, here) || isOver(job, owner);
  const dead = new Map<string, Set<string>>();
  for (const { job, owner } of inEngine) if (isDead(job, owner, engine.info.own)) dead.set(job, new Set());
  for (const { job, owner, volumes } of recorded) if (isDead(job, owner, true)) dead.set(job, volumes);
  const swept: Swept = { cleaned: [], left: [] };
  for (const [job, volumes] of dead) {
    endClients(job);
    const left = Object.values(await teardown(engine, job, volumes, signal)).some((count) => count > 0);
    swept[left ? 'left' : 'cleaned'].push(job);
    if (left) continue;
    const folder = recorded.find((run) => run.job === job);
    if (folder) await removeRunFolder(folder);
  }
  const cleaned = new Set(swept.cleaned);
  const needed = runs.filter(({ job }) => !cleaned.has(job)).map(({ owner }) => owner);
  await forgetEnded(home, needed);
  return swept;
}

/** Those of other containers on this machine that have provably ended. */
async function silentOwners(home: string, runs: readonly { owner: string }[]): Promise<Set<string>> {
  const owners = [...new Set(runs.map(({ owner }) => owner))];
  const silent = await Promise.all(owners.map((owner) => isSilent(home, owner)));
  return new Set(owners.filter((_, at) => silent[at]));
}

/**
 * Ends the Compose commands of a run that was killed: they outlive it, and would go on making what is being removed. Each leads a group, and no other
 * command has the run's unguessable name among its arguments.
 */
function endClients(job: string): void {
  if (process.platform !== 'linux') return;
  for (const pid of findByArgument(projectOf(job))) for (const target of [-pid, pid]) signalProcess(target, 'SIGKILL');
}
