import { setTimeout as delay } from 'node:timers/promises';
import { DockgradeError } from '../../../src/core/errors.ts';
import { removeGroup } from '../../limits/control-groups.ts';
import type { OwnPaths } from './paths.ts';
import { findDescendant, signalProcess, startTime } from './processes.ts';
import { clearRun, engineProcesses, findSupervisor } from './supervisor.ts';

/** Containers that still run when the last user is gone are a killed run's: nobody waits for those that ignore SIGTERM. */
const PATIENCE_MS = 5000;

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
  await removeGroup(`/${paths.name}`);
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
