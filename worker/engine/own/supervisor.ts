import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ENGINE_PATH } from './fits.ts';
import { ENGINE_NETWORK } from './network.ts';
import type { OwnPaths } from './paths.ts';
import { commandLine, startTime } from './processes.ts';

const SCRIPT = join(import.meta.dirname, 'engine.sh');
const PASSED_ON = /^(SSL_CERT_FILE|SSL_CERT_DIR|(https?|no)_proxy)$/i;

/** The process on top of the engine's process tree, or undefined when the engine does not run. */
export function findSupervisor(paths: OwnPaths): number | undefined {
  const pid = Number(readIfThere(paths.pidFile));
  if (!(pid > 0) || startTime(pid) === undefined) return undefined;
  const words = commandLine(pid);
  return words[0] === 'unshare' && words.includes(paths.config) ? pid : undefined;
}

/**
 * Starts the engine's process tree in a session and in namespaces of its own; it outlives us. Returns the supervisor's
 * process id at once: dockerd is not ready yet.
 */
export async function spawnSupervisor(paths: OwnPaths): Promise<number> {
  await mkdir(paths.run, { recursive: true, mode: 0o700 });
  await rename(paths.log, `${paths.log}.1`).catch(() => undefined);
  const log = openSync(paths.log, 'w', 0o600);
  // The shell writes its process id before it becomes the supervisor, so that an engine can be found whatever happens to us.
  const launch = 'echo $$ >"$0" && exec "$@"';
  const namespaces = ['--mount', '--propagation', 'slave', '--pid', '--fork', '--kill-child=SIGKILL', '--mount-proc'];
  const engine = ['sh', SCRIPT, paths.config, paths.resolvConf, paths.run, ENGINE_NETWORK.wayOut];
  try {
    const child = spawn('sh', ['-c', launch, paths.pidFile, 'unshare', ...namespaces, ...engine], {
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

/** Waits until the engine answers on its socket. False when its supervisor ended, or the deadline passed. */
export async function becomesReady(paths: OwnPaths, supervisor: number, deadline: AbortSignal): Promise<boolean> {
  while (startTime(supervisor) !== undefined && !deadline.aborted) {
    if (await answers(paths.socket, deadline)) return true;
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

function started(child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve(child.pid ?? 0));
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

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
