import { existsSync } from 'node:fs';
import { readdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { OwnPaths } from './paths.ts';
import { findDescendant, signalProcess, startTime } from './processes.ts';
import { clearRun, findSupervisor } from './supervisor.ts';

const PATIENCE_MS = 15_000;
const CGROUPS = '/sys/fs/cgroup';

/**
 * Ends the engine and everything in its namespaces: asks dockerd first, then kills. What was half-dead is cleared as
 * well. Returns whether anything ran. The image cache stays.
 */
export async function endEngine(paths: OwnPaths): Promise<boolean> {
  const supervisor = findSupervisor(paths);
  if (supervisor !== undefined) await endSupervisor(supervisor);
  await removeCgroups(paths.name);
  await clearRun(paths);
  return supervisor !== undefined;
}

async function endSupervisor(supervisor: number): Promise<void> {
  const dockerd = findDescendant(supervisor, 'dockerd');
  if (dockerd !== undefined) signalProcess(dockerd, 'SIGTERM');
  if (dockerd !== undefined && (await ends(supervisor, PATIENCE_MS))) return;
  // unshare's --kill-child takes the first process of the namespace with it, and that takes all others.
  signalProcess(supervisor, 'SIGKILL');
  await ends(supervisor, PATIENCE_MS);
}

async function ends(pid: number, patience: number): Promise<boolean> {
  const deadline = Date.now() + patience;
  while (startTime(pid) !== undefined) {
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
  await rmdir(folder);
}
