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
  if (dockerd !== undefined) {
    // dockerd ends its containerd last, and then sleeps a whole second before it looks: that one is not worth waiting for.
    const last = findDescendant(dockerd, 'containerd') ?? supervisor;
    signalProcess(dockerd, 'SIGTERM');
    await ends(last, PATIENCE_MS);
  }
  // With the first process of a namespace of processes the kernel ends all of it, and then the supervisor ends by itself.
  signalProcess(findDescendant(supervisor, 'sh') ?? supervisor, 'SIGKILL');
  await ends(supervisor, PATIENCE_MS);
}

/** Waits until a process is gone, or the time is up. */
async function ends(pid: number, patience: number): Promise<void> {
  const deadline = Date.now() + patience;
  while (startTime(pid) !== undefined && Date.now() < deadline) await delay(10);
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
  const deadline = Date.now() + 2000;
  while (!(await isRemoved(folder)) && Date.now() < deadline) await delay(10);
}

async function isRemoved(folder: string): Promise<boolean> {
  return await rmdir(folder).then(
    () => true,
    () => !existsSync(folder),
  );
}
