import { existsSync, rmdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DockgradeError } from '../../../src/core/errors.ts';
import type { OwnPaths } from './paths.ts';
import { findDescendant, signalProcess, startTime } from './processes.ts';
import { clearRun, engineProcesses, findSupervisor } from './supervisor.ts';

/** Containers that still run when the last user is gone are a killed run's: nobody waits for those that ignore SIGTERM. */
const PATIENCE_MS = 5000;
const CGROUPS = '/sys/fs/cgroup';

/**
 * Ends the engine and everything in its namespaces: asks dockerd first, then kills. What was half-dead is cleared as
 * well. Returns whether anything ran. The image cache stays.
 *
 * @throws DockgradeError `teardown-incomplete` when a process cannot be ended
 */
export async function endEngine(paths: OwnPaths): Promise<boolean> {
  const ran = engineProcesses(paths).length > 0;
  const supervisor = findSupervisor(paths);
  if (supervisor !== undefined) await endGently(supervisor);
  // With the first process of a namespace of processes the kernel ends all that are in it.
  for (const pid of engineProcesses(paths)) signalProcess(pid, 'SIGKILL');
  if (!(await eventually(() => engineProcesses(paths).length === 0))) {
    throw new DockgradeError('teardown-incomplete', `dockgrade's own engine does not end: ${engineProcesses(paths)}`);
  }
  await removeCgroups(paths.name);
  await clearRun(paths);
  return ran;
}

async function endGently(supervisor: number): Promise<void> {
  const dockerd = findDescendant(supervisor, 'dockerd');
  if (dockerd === undefined) return;
  // dockerd ends its containerd last, and then sleeps a whole second before it looks: that one is not worth waiting for.
  const last = findDescendant(dockerd, 'containerd') ?? dockerd;
  signalProcess(dockerd, 'SIGTERM');
  await eventually(() => startTime(last) === undefined);
}

/** Waits until something is so; false when it took too long. */
async function eventually(test: () => boolean): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!test()) {
    if (Date.now() > deadline) return false;
    await delay(10);
  }
  return true;
}

/** Control groups of the engine's containers: cgroup v1 has one tree for each controller, v2 one in all. */
async function removeCgroups(name: string): Promise<void> {
  const controllers = await readdir(CGROUPS).catch(() => []);
  const folders = ['', ...controllers].map((controller) => join(CGROUPS, controller, name));
  for (const folder of folders.filter((candidate) => existsSync(candidate))) await removeTree(folder);
}

async function removeTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.filter((candidate) => candidate.isDirectory()))
    await removeTree(join(folder, entry.name));
  // The kernel may still count a process that it has just ended.
  await eventually(() => isRemoved(folder));
}

function isRemoved(folder: string): boolean {
  try {
    rmdirSync(folder);
  } catch {
    return !existsSync(folder);
  }
  return true;
}
