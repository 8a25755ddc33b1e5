import { existsSync, rmdirSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { EngineInfo } from '../engine/engine.ts';
import type { RunContext } from '../stages/stage.ts';
import { processesIn, requireGroup, treesOf } from './control-groups.ts';

/** Milliseconds within which the engine ends the steps of a build that was stopped. */
const PATIENCE = 10_000;

/** The control group of the steps of a run's builds. */
export interface BuildGroup {
  /** As the engine names it; null in an engine that is not ours. */
  name: string | null;
  /** The group in each tree: one of them where there is one tree, one for each controller else. */
  folders: readonly string[];
}

/** By the workpieces of a run, which all its stages share. */
const groups = new WeakMap<RunContext['work'], Promise<BuildGroup & { lease: Server | null }>>();

/**
 * The group that the builds of this run have for themselves, with the limits of the assignment. Its name is part of what the result of a step is found
 * again by, so it is not the run's: runs take the first that is free. It lies in the one of all builds, which limits them together.
 *
 * @throws DockgradeError `sandbox-missing` where it cannot be made: nothing may be built without it
 */
export async function buildGroup({ engine, job, work }: RunContext): Promise<BuildGroup> {
  const known = groups.get(work);
  if (known) return known;
  const making = makeGroup(engine.info, job.assignment.limits);
  groups.set(work, making);
  return making;
}

/** Waits until nothing runs in a group any more. */
export async function untilIdle({ name }: BuildGroup): Promise<void> {
  const until = performance.now() + PATIENCE;
  while (name !== null && performance.now() < until && (await processesIn(name)).length > 0) await pause(50);
}

/** Gives the group of a run back, if it had one. May be called again. */
export async function leaveBuildGroup(work: RunContext['work']): Promise<void> {
  const group = await groups.get(work)?.catch(() => undefined);
  groups.delete(work);
  if (!group) return;
  await untilIdle(group);
  for (const folder of group.folders) await removeEmpty(folder);
  group.lease?.close();
}

async function makeGroup({ group }: EngineInfo, limits: RunContext['job']['assignment']['limits']) {
  if (group === null) return { name: null, folders: [], lease: null };
  const { name, lease } = await firstFree(`${group}/buildkit/slot-`);
  try {
    await requireGroup(name, limits, 'A build');
  } catch (error) {
    lease.close();
    throw error;
  }
  const folders = await treesOf(name);
  // What others left behind in the cache of files counts for them.
  for (const folder of folders) await writeFile(join(folder, 'memory.max_usage_in_bytes'), '0').catch(() => undefined);
  return { name, folders, lease };
}

/** A name is held by listening at an address that is no file: the kernel gives it back with the process, however that ends. */
async function firstFree(prefix: string): Promise<{ name: string; lease: Server }> {
  for (let number = 1; ; number += 1) {
    const name = `${prefix}${number}`;
    const lease = createServer().unref();
    const { promise, resolve, reject } = Promise.withResolvers<boolean>();
    lease.on('listening', () => resolve(true));
    lease.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    lease.listen(`\0${name}`);
    if (await promise) return { name, lease };
  }
}

/** One in which something still ends stays, and serves the next. */
async function removeEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await removeEmpty(join(folder, entry.name));
  try {
    rmdirSync(folder);
  } catch (error) {
    if (existsSync(folder) && (error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
  }
}
