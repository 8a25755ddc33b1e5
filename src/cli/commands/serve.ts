import type { Command } from 'commander';
import { DockgradeError } from '../../core/errors.ts';
import { readSettings, type Settings } from '../../core/settings.ts';
import { started } from '../serve/started.ts';
import { stopAsked } from '../serve/stop-signals.ts';
import { STATUS, type Status } from '../status.ts';
import { print, warn } from '../terminal.ts';

/** `serve` and `api`: the service, whole or without a worker. */
export function addServe(program: Command, finish: (status: Status) => void): void {
  program
    .command('serve')
    .summary('start everything on this machine: pages, API, queue, one worker')
    .description(
      'Starts everything on this machine: API and pages, a Redis of its own unless REDIS_URL names one, SQLite unless DATABASE_URL names a PostgreSQL, and one worker. Ctrl-C stops it; what was handed in is kept for the next start.',
    )
    .action(async () => finish(await serve(readSettings(process.env))));
  program
    .command('api')
    .summary('start the API and the pages alone; workers run elsewhere')
    .description('Starts the API and the pages without a worker, on the Redis of REDIS_URL, which the workers share.')
    .action(async () => finish(await api(readSettings(process.env))));
}

async function serve(settings: Settings): Promise<Status> {
  const { startAll } = await import('../serve/start.ts');
  const starting = new AbortController();
  let again = (): void => process.exit(STATUS.interrupted);
  const asked = stopAsked(() => again());
  void asked.then(() => starting.abort(startStopped()));
  const { link, example, logFile, running, stop, hurry } = await startAll(settings, warn, starting.signal);
  again = () => {
    warn('dockgrade: what runs is put back into the queue; cleaning up …');
    hurry();
  };
  await print(`${started({ url: settings.url, link, logFile, example })}\n`);
  await asked;
  warn(`dockgrade: stopping${await whatEndsFirst(running, settings.drain)}.`);
  await stop();
  warn('dockgrade: stopped. What was handed in is kept for the next start.');
  return STATUS.good;
}

function startStopped(): DockgradeError {
  return new DockgradeError('interrupted', 'stopped while it was starting; nothing of it is left running', {
    remedy: 'Starting again goes on where it was.',
  });
}

/** What the stop waits for, as the end of its sentence. */
async function whatEndsFirst(running: () => Promise<number>, drain: number): Promise<string> {
  const count = await running().catch(() => null);
  if (count === 0) return '';
  const what = count === null ? 'what runs' : count === 1 ? '1 submission that runs' : `${count} submissions that run`;
  return `; ${what} may end within ${drain} seconds (Ctrl-C again puts it back into the queue at once)`;
}

async function api(settings: Settings): Promise<Status> {
  if (settings.redisUrl === null) {
    throw new DockgradeError('setting-invalid', 'REDIS_URL is not set, expected the Redis that the workers use', {
      remedy:
        'Set it to an address such as redis://:PASSWORD@HOST:6379, or run `dockgrade serve`, which brings its own.',
    });
  }
  const { makeLog } = await import('../../core/log.ts');
  const { startApi } = await import('../serve/api-role.ts');
  const { teacherToken } = await import('../serve/teacher-token.ts');
  const log = makeLog(settings.log, 'api');
  const role = await startApi(settings, settings.redisUrl, log);
  const { link } = await role.service.people.ensureTeacher(await teacherToken(settings.data));
  await print(`dockgrade's API is up: ${settings.url}\n  sign in as teacher  ${link}\n`);
  log.info({ url: settings.url }, 'up');
  // Nothing that was accepted is lost by that: a second signal need not wait for a database that hangs.
  await stopAsked(() => process.exit(STATUS.interrupted));
  log.info({}, 'stopping');
  await role.close();
  log.info({}, 'stopped');
  return STATUS.good;
}
