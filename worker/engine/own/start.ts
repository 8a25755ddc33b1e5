import { chmod, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { DockgradeError } from '../../../src/core/errors.ts';
import { limitBuilds } from './build-limits.ts';
import { type Wanted, writeConfig, writeFirewall } from './config.ts';
import { ENGINE_PATH } from './fits.ts';
import type { OwnPaths } from './paths.ts';
import { findDescendant } from './processes.ts';
import { ensureRemapUser } from './remap.ts';
import { raiseSharedCounters } from './shared-counters.ts';
import { endEngine } from './stop.ts';
import { becomesReady, findSupervisor, spawnSupervisor } from './supervisor.ts';

const READY_WITHIN_MS = 60_000;
const FIREWALL = join(import.meta.dirname, 'firewall.sh');

/** An engine that answers. */
export interface RunningEngine {
  supervisor: number;
  uidBase: number;
  started: boolean;
}

/**
 * Finds the engine, or starts it; one that is half-dead is cleared away and started anew. Must run under the engine's lock.
 *
 * @throws DockgradeError `engine-start-failed` with the engine's last words; `setting-invalid` when the home lies where
 *   containers cannot get; the signal's reason, with nothing left behind
 */
export async function ensureRunning(
  paths: OwnPaths,
  signal: AbortSignal | undefined,
  say: (line: string) => void,
  wanted: Wanted,
): Promise<RunningEngine> {
  const uidBase = await ensureRemapUser(signal);
  const deadline = AbortSignal.any([AbortSignal.timeout(READY_WITHIN_MS), ...(signal ? [signal] : [])]);
  const found = findSupervisor(paths);
  if (found !== undefined && (await becomesReady(paths, found, deadline))) {
    await renewFirewall(paths, found, wanted, deadline);
    return { supervisor: found, uidBase, started: false };
  }
  signal?.throwIfAborted();
  await endEngine(paths);
  await requireReachable(paths.home);
  say("starting dockgrade's own engine");
  await prepareFolders(paths, wanted);
  await limitBuilds(paths.name).catch((error: Error) =>
    say(`all builds together have no limit here: ${error.message}`),
  );
  await raiseSharedCounters().catch((error: Error) =>
    say(`one submission can use up what the kernel counts for all of them: ${error.message}`),
  );
  const supervisor = await spawnSupervisor(paths);
  if (await becomesReady(paths, supervisor, deadline)) {
    await chmod(paths.socket, 0o600);
    return { supervisor, uidBase, started: true };
  }
  const cause = signal?.aborted ? signal.reason : await startFailure(paths);
  await endEngine(paths);
  throw cause;
}

/** This machine may have got other addresses since the engine started, and its user other settings. */
async function renewFirewall(
  paths: OwnPaths,
  supervisor: number,
  { privateHosts = [] }: Wanted,
  signal: AbortSignal,
): Promise<void> {
  await writeFirewall(paths, privateHosts);
  const netns = `--net=/proc/${findDescendant(supervisor, 'dockerd')}/ns/net`;
  const renew = ['sh', FIREWALL, paths.firewall];
  await execa('nsenter', [netns, ...renew], { env: { PATH: ENGINE_PATH }, extendEnv: false, cancelSignal: signal });
}

async function prepareFolders(paths: OwnPaths, wanted: Wanted): Promise<void> {
  await mkdir(paths.data, { recursive: true });
  // As in requireReachable.
  for (const folder of [paths.home, paths.state]) await chmod(folder, (await stat(folder)).mode | 0o711);
  await writeConfig(paths, wanted);
}

/** A container's root is an ordinary user out here: it must get to its files through every folder above ours. */
async function requireReachable(home: string): Promise<void> {
  for (let folder = dirname(home); folder !== '/'; folder = dirname(folder)) {
    if ((await stat(folder)).mode & 0o001) continue;
    const message = `other users cannot enter ${folder}, and containers run as one: the data folder ${home} cannot be used`;
    throw new DockgradeError('setting-invalid', message, {
      remedy: 'Give dockgrade another folder in DOCKGRADE_DATA; without it /var/lib/dockgrade is taken.',
    });
  }
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
