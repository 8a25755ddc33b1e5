import { mkdir } from 'node:fs/promises';
import { DockgradeError } from '../../../src/core/errors.ts';
import { ownEngineFits } from './fits.ts';
import { countLeases, dropLease, takeLease } from './leases.ts';
import { withLock } from './lock.ts';
import { openFilesOf } from './open-files.ts';
import { type OwnPaths, ownPaths } from './paths.ts';
import { findDescendant } from './processes.ts';
import { ensureRunning } from './start.ts';
import { endEngine } from './stop.ts';
import { becomesReady, findSupervisor } from './supervisor.ts';

export { type Misfit, ownEngineFits } from './fits.ts';

const WAITING = "waiting for another dockgrade that is starting or stopping dockgrade's own engine";

/** dockgrade's own engine while it is in use. */
export interface OwnEngine {
  /** `unix:///…`, as Docker clients want it. */
  host: string;
  /** Path of the network namespace in which container addresses answer; valid while the engine runs. */
  netns: string;
  /** The engine's view of /proc: the process ids that the engine tells are found here, not in this machine's /proc. */
  proc: string;
  /** The control group that its containers and builds run below. */
  group: string;
  /** The folder in which it keeps layers, volumes and logs. */
  data: string;
  /** The uid and gid on this machine of a container's root. */
  uidBase: number;
  /** The most open files that a container can be given; null: as many as are asked for. */
  openFiles: number | null;
  /** Whether this call started it. */
  started: boolean;
  /** Gives the engine back; the last user stops it. May be called again. */
  release(): Promise<void>;
}

/**
 * Starts the engine that belongs to `home`, or finds it, and uses it until `release`. A user that dies without a
 * release is noticed by the next.
 *
 * @param options.home dockgrade's data folder; the engine lives in `home/engine` and /run
 * @throws DockgradeError `engine-not-permitted`, `engine-missing`, `engine-too-old`, `engine-start-failed`, `setting-invalid`; the signal's reason
 */
export async function acquireOwnEngine(options: {
  home: string;
  /** Private addresses that builds and open runs may reach: see `FirewallInput`. None where it is left out. */
  privateHosts?: readonly string[];
  /** A runtime that the engine is to know besides its own, by name or path. */
  runtime?: string | null;
  signal?: AbortSignal;
  say: (line: string) => void;
}): Promise<OwnEngine> {
  const fits = ownEngineFits();
  if (!fits.fits) throw new DockgradeError(fits.reason.code, fits.reason.message, { remedy: fits.reason.remedy });
  const paths = ownPaths(options.home);
  await mkdir(paths.state, { recursive: true });
  const work = async () => {
    const engine = await ensureRunning(paths, options.signal, options.say, options);
    const lease = await takeLease(paths.leases);
    let released: Promise<void> | undefined;
    const release = () => {
      released ??= releaseLease(paths, lease);
      return released;
    };
    return {
      host: paths.host,
      ...places(engine.supervisor),
      group: `/${paths.name}`,
      data: paths.data,
      uidBase: engine.uidBase,
      started: engine.started,
      release,
    };
  };
  return await withLock(paths.lock, options.signal, work, () => options.say(WAITING));
}

/** What runs now, without changing it. */
export async function ownEngineStatus(
  home: string,
): Promise<{ running: boolean; pid?: number; host: string; netns: string; users: number }> {
  const paths = ownPaths(home);
  const supervisor = findSupervisor(paths);
  const running = supervisor !== undefined && (await becomesReady(paths, supervisor, AbortSignal.timeout(1000)));
  const users = await countLeases(paths.leases);
  if (!running) return { running, host: paths.host, netns: '', users };
  return { running, pid: supervisor, host: paths.host, netns: places(supervisor).netns, users };
}

/** Stops the engine whoever uses it; returns whether it ran. Its image cache stays. */
export async function stopOwnEngine(home: string): Promise<boolean> {
  const paths = ownPaths(home);
  await mkdir(paths.state, { recursive: true });
  return await withLock(paths.lock, undefined, () => endEngine(paths));
}

async function releaseLease(paths: OwnPaths, lease: string): Promise<void> {
  await withLock(paths.lock, undefined, async () => {
    await dropLease(lease);
    if ((await countLeases(paths.leases)) === 0) await endEngine(paths);
  });
}

function places(supervisor: number): Pick<OwnEngine, 'netns' | 'proc' | 'openFiles'> {
  const dockerd = findDescendant(supervisor, 'dockerd');
  const openFiles = dockerd === undefined ? null : openFilesOf(dockerd);
  return { netns: `/proc/${dockerd}/ns/net`, proc: `/proc/${dockerd}/root/proc`, openFiles };
}
