import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { gitHostsText } from '../../core/git-hosts.ts';
import type { Log } from '../../core/log.ts';
import type { Settings } from '../../core/settings.ts';
import { timeOfDay } from './time-of-day.ts';

export interface WorkerChild {
  /** Asks it to finish what runs; a second call asks it to put that back at once. Resolves when the process has ended. */
  stop(): Promise<void>;
}

export interface ChildOptions {
  settings: Settings;
  redisUrl: string;
  log: Log;
  logFile: string;
  /** A line for whoever sits before it. */
  tell: (line: string) => void;
}

const MAIN = join(import.meta.dirname, '..', 'main.ts');
/** What programs need to run at all; nothing of ours. */
const PLAIN = [
  ...['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'NODE_COMPILE_CACHE'],
  ...['SSL_CERT_FILE', 'GIT_SSL_CAINFO', 'NODE_EXTRA_CA_CERTS'],
];
const LONGEST_PAUSE = 60_000;

/**
 * One worker as a process of its own: it gets Redis, the engine and the data folder, and no other credential of the service. In a session of its own, so
 * that Ctrl-C on the terminal reaches it through us alone; it ends by itself when we do. One that dies is started again, later each time. What it logs is
 * appended to `logFile`; why it cannot begin it also says on its channel, and that is told, as its unexpected end is.
 */
export function startWorkerChild({ settings, redisUrl, log, logFile, tell }: ChildOptions): WorkerChild {
  const logTo = openSync(logFile, 'a', 0o600);
  const env = environment(settings, redisUrl);
  let stopping = false;
  let pause = 1000;
  let timer: NodeJS.Timeout | undefined;
  let excuse: string | null = null;
  let child = start();

  function start(): ChildProcess {
    const began = Date.now();
    const started = spawn(process.execPath, [MAIN, 'worker'], {
      env,
      detached: true,
      stdio: ['ignore', 'ignore', logTo, 'ipc'],
    });
    log.info({ worker: started.pid }, 'worker started');
    let said: string | null = null;
    started.on('message', (message) => {
      said = String(message);
    });
    started.once('exit', (code, signal) => {
      if (stopping) return;
      pause = Date.now() - began > LONGEST_PAUSE ? 1000 : Math.min(pause * 2, LONGEST_PAUSE);
      log.error(
        { worker: started.pid, status: code, signal, againInSeconds: pause / 1000 },
        'worker ended unexpectedly',
      );
      if (said === null)
        tell(`${timeOfDay()}  The worker ended unexpectedly (${signal ?? `status ${code}`}); it is started again.`);
      else if (said !== excuse)
        tell(`${said}  The worker is started again and again until it succeeds; submissions wait.`);
      excuse = said;
      timer = setTimeout(() => {
        child = start();
      }, pause);
    });
    return started;
  }

  return {
    async stop() {
      stopping = true;
      clearTimeout(timer);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function environment(settings: Settings, redisUrl: string): NodeJS.ProcessEnv {
  const { data, dockerHost, concurrency, drain, folders, gitHosts, trivy, privateHosts, runtime, log, debug } =
    settings;
  const plain = Object.fromEntries(PLAIN.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  return {
    ...plain,
    REDIS_URL: redisUrl,
    DOCKGRADE_DATA: data,
    ...(dockerHost !== null && { DOCKER_HOST: dockerHost }),
    DOCKGRADE_CONCURRENCY: String(concurrency),
    DOCKGRADE_DRAIN: String(drain),
    ...(folders.length > 0 && { DOCKGRADE_FOLDERS: folders.join(':') }),
    DOCKGRADE_GIT_HOSTS: gitHostsText(gitHosts),
    ...(trivy !== null && { DOCKGRADE_TRIVY: trivy }),
    ...(privateHosts.length > 0 && { DOCKGRADE_PRIVATE_HOSTS: privateHosts.join(' ') }),
    ...(runtime !== null && { DOCKGRADE_RUNTIME: runtime }),
    DOCKGRADE_LOG: log,
    ...(debug && { DOCKGRADE_DEBUG: '1' }),
  };
}
