import { chmod, mkdir, readFile, stat } from 'node:fs/promises';
import { DockgradeError } from '../../../src/core/errors.ts';
import { writeConfig } from './config.ts';
import type { OwnPaths } from './paths.ts';
import { ensureRemapUser } from './remap.ts';
import { endEngine } from './stop.ts';
import { becomesReady, findSupervisor, spawnSupervisor } from './supervisor.ts';

const READY_WITHIN_MS = 60_000;

/** An engine that answers. */
export interface RunningEngine {
  supervisor: number;
  uidBase: number;
  started: boolean;
}

/**
 * Finds the engine, or starts it; one that is half-dead is cleared away and started anew. Must run under the engine's lock.
 *
 * @throws DockgradeError `engine-start-failed` with the engine's last words; the signal's reason, with nothing left behind
 */
export async function ensureRunning(
  paths: OwnPaths,
  signal: AbortSignal | undefined,
  say: (line: string) => void,
): Promise<RunningEngine> {
  const uidBase = await ensureRemapUser(signal);
  const deadline = AbortSignal.any([AbortSignal.timeout(READY_WITHIN_MS), ...(signal ? [signal] : [])]);
  const found = findSupervisor(paths);
  if (found !== undefined && (await becomesReady(paths, found, deadline))) {
    return { supervisor: found, uidBase, started: false };
  }
  signal?.throwIfAborted();
  await endEngine(paths);
  say("starting dockgrade's own engine");
  await prepareFolders(paths);
  const supervisor = await spawnSupervisor(paths);
  if (await becomesReady(paths, supervisor, deadline)) {
    await chmod(paths.socket, 0o600);
    return { supervisor, uidBase, started: true };
  }
  const cause = signal?.aborted ? signal.reason : await startFailure(paths);
  await endEngine(paths);
  throw cause;
}

async function prepareFolders(paths: OwnPaths): Promise<void> {
  await mkdir(paths.data, { recursive: true });
  // A container's root is an ordinary user out here; it must be able to reach its files.
  for (const folder of [paths.home, paths.state]) await chmod(folder, (await stat(folder)).mode | 0o711);
  await writeConfig(paths);
}

async function startFailure(paths: OwnPaths): Promise<DockgradeError> {
  const log = await readFile(paths.log, 'utf8').catch(() => '');
  const lines = log.trimEnd().split('\n');
  const told = lines.filter((line) => !/level=(info|debug|warning)/.test(line));
  const words = (told.length > 0 ? told : lines).slice(-5).join('\n');
  return new DockgradeError('engine-start-failed', `dockgrade's own engine did not start:\n${words}`, {
    remedy: `The whole log is ${paths.log}. Or give another engine in DOCKER_HOST.`,
  });
}
