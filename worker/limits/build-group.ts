import { existsSync, rmdirSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DockgradeError } from '../../src/core/errors.ts';
import type { EngineInfo } from '../engine/engine.ts';
import { type GroupLimits, limitGroup, processesIn, treesOf } from './control-groups.ts';

/** Milliseconds within which the engine ends the steps of a build that was stopped. */
const PATIENCE = 10_000;

/** Builds of this process that use a group at the moment. */
const users = new Map<string, number>();

/** The control group of the steps of one build. */
export interface BuildGroup extends AsyncDisposable {
  /** As the engine names it; null in an engine that is not ours. */
  name: string | null;
  /** The group in each tree: one of them where there is one tree, one for each controller else. */
  folders: readonly string[];
}

/**
 * Makes the group that the steps of a scope's builds run in. Its name is part of what the result of a step is found again by, so it is the scope's and
 * not the run's; it lies in the one of all builds, which limits them together. Its last user in this process waits until nothing runs in it, and removes it.
 *
 * @throws DockgradeError `sandbox-missing` where it cannot be made: nothing may be built without it
 */
export async function buildGroup({ group }: EngineInfo, scope: string, limits: GroupLimits): Promise<BuildGroup> {
  if (group === null) return { name: null, folders: [], [Symbol.asyncDispose]: async () => undefined };
  const name = `${group}/buildkit/${scope}`;
  users.set(name, (users.get(name) ?? 0) + 1);
  try {
    await limitGroup(name, limits);
  } catch (error) {
    await leave(name);
    throw new DockgradeError('sandbox-missing', `A build cannot be limited here: ${(error as Error).message}`, {
      cause: error,
      remedy: 'Let dockgrade write to /sys/fs/cgroup: run it as root, in a container with `privileged: true`.',
    });
  }
  const folders = await treesOf(name);
  // What others left behind in the cache of files counts for them.
  for (const folder of folders) await writeFile(join(folder, 'memory.max_usage_in_bytes'), '0').catch(() => undefined);
  return { name, folders, [Symbol.asyncDispose]: () => leave(name) };
}

async function leave(name: string): Promise<void> {
  const left = (users.get(name) ?? 1) - 1;
  if (left > 0) {
    users.set(name, left);
    return;
  }
  users.delete(name);
  const until = performance.now() + PATIENCE;
  while (performance.now() < until && (await processesIn(name)).length > 0) await pause(50);
  for (const folder of await treesOf(name)) await removeEmpty(folder);
}

/** One that is still used, by a build of the same repository in another process, stays. */
async function removeEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await removeEmpty(join(folder, entry.name));
  try {
    rmdirSync(folder);
  } catch (error) {
    if (existsSync(folder) && (error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
  }
}
