import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ENGINE_PATH } from './fits.ts';
import { ENGINE_NETWORK } from './network.ts';
import type { OwnPaths } from './paths.ts';
import { commandLine, findByArgument, findDescendant, startTime } from './processes.ts';

const SCRIPT = join(import.meta.dirname, 'engine.sh');
/** Only the process on top is called with it. */
const SUPERVISOR_MARK = '--kill-child=SIGKILL';
const PASSED_ON = /^(SSL_CERT_FILE|SSL_CERT_DIR|(https?|no)_proxy)$/i;

/** The processes that run an engine, as this machine sees them. They all have its configuration among their arguments. */
export function engineProcesses(paths: OwnPaths): number[] {
  return findByArgument(paths.config);
}

/** The process on top of the engine's process tree, or undefined when the engine does not run. */
export function findSupervisor(paths: OwnPaths): number | undefined {
  return engineProcesses(paths).find((pid) => commandLine(pid).includes(SUPERVISOR_MARK));
}

/**
 * Starts the engine's process tree in a session and in namespaces of its own; it outlives us. Returns the supervisor's
 * process id at once: dockerd is not ready yet.
 */
export async function spawnSupervisor(paths: OwnPaths): Promise<number> {
  await mkdir(paths.run, { recursive: true, mode: 0o700 });
  await rename(paths.log, `${paths.log}.1`).catch(() => undefined);
  const log = openSync(paths.log, 'w', 0o600);
  const namespaces = ['--mount', '--propagation', 'slave', '--pid', '--fork', SUPERVISOR_MARK, '--mount-proc'];
  const engine = ['sh', SCRIPT, paths.config, paths.resolvConf, paths.run, ENGINE_NETWORK.wayOut, paths.firewall];
  try {
    const child = spawn('unshare', [...namespaces, ...engine], {
      cwd: '/',
      detached: true,
      env: engineEnvironment(),
      stdio: ['ignore', log, log],
    });
    child.unref();
    return await started(child);
  } finally {
    closeSync(log);
  }
}

/**
 * Waits until the engine answers on its socket and has its way out. False when its supervisor ended, which it does soon
 * when one of them is lost, or when the deadline passed.
 */
export async function becomesReady(paths: OwnPaths, supervisor: number, deadline: AbortSignal): Promise<boolean> {
  while (startTime(supervisor) !== undefined && !deadline.aborted) {
    if ((await answers(paths.socket, deadline)) && findDescendant(supervisor, 'slirp4netns')) return true;
    await delay(20);
  }
  return false;
}

/** Removes what a stopped engine leaves in /run. */
export async function clearRun(paths: OwnPaths): Promise<void> {
  await rm(paths.run, { recursive: true, force: true });
}

function engineEnvironment(): NodeJS.ProcessEnv {
  const passed = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name));
  return { PATH: ENGINE_PATH, ...Object.fromEntries(passed) };
}

/** Waits until the program runs: its arguments can be seen from now on. */
function started(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => {
      if (child.pid !== undefined) resolve(child.pid);
    });
  });
}

function answers(socketPath: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const ping = request({ socketPath, path: '/_ping', signal, timeout: 5000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ping.once('error', () => resolve(false));
    ping.once('timeout', () => ping.destroy());
    ping.end();
  });
}
