import type { Command } from 'commander';
import { keepClean, workerEnvironment } from '../../../worker/keep-clean.ts';
import { DockgradeError } from '../../core/errors.ts';
import { type Log, makeLog } from '../../core/log.ts';
import { readSettings } from '../../core/settings.ts';
import { faultText } from '../fault.ts';
import { stopAsked } from '../serve/stop-signals.ts';
import { STATUS, type Status, statusOf } from '../status.ts';
import { print } from '../terminal.ts';

/** `worker`: grades what the queue hands out. */
export function addWorker(program: Command, finish: (status: Status) => void): void {
  program
    .command('worker')
    .summary('grade what the queue of REDIS_URL hands out')
    .description(
      'Takes submissions from the queue of REDIS_URL and grades them, until it is stopped: the first Ctrl-C (or SIGTERM) waits DOCKGRADE_DRAIN seconds for what runs, the second puts it back for another worker. More machines are more workers: docs/workers.md.',
    )
    .action(async () => finish(await work()));
}

async function work(): Promise<Status> {
  const settings = readSettings(workerEnvironment(process.env));
  const {
    redisUrl,
    data,
    dockerHost,
    concurrency,
    drain,
    folders,
    gitHosts,
    trivy,
    privateHosts,
    runtime,
    log: level,
    debug,
  } = settings;
  if (redisUrl === null) {
    throw new DockgradeError('setting-invalid', 'REDIS_URL is not set, expected the Redis that the API uses', {
      remedy:
        'Set it to an address such as redis://:PASSWORD@HOST:6379, or run `dockgrade serve`, which brings a worker.',
    });
  }
  const log = makeLog(level, 'worker');
  keepClean(process.env, log);
  const now = new AbortController();
  const starting = new AbortController();
  const asked = Promise.race([stopAsked(() => now.abort()), parentGone()]).then((why) => {
    starting.abort(new DockgradeError('interrupted', 'interrupted'));
    return why;
  });
  const { startWorker } = await import('../../../worker/main.ts');
  const say = (line: string) => log.info({ said: line }, 'engine');
  const options = {
    redisUrl,
    data,
    dockerHost,
    concurrency,
    folders,
    gitHosts,
    trivy,
    privateHosts,
    runtime,
    log,
    say,
  };
  const worker = await startWorker(options, starting.signal).catch((error: unknown) => cannotBegin(error, log, debug));
  if (typeof worker === 'number') return worker;
  await print(`dockgrade worker: takes up to ${concurrency} submissions at once (engine ${worker.engine})\n`);
  const why = (await asked) ?? 'asked to';
  log.info({ why, drainSeconds: drain }, 'stopping');
  await worker.stop(AbortSignal.any([now.signal, AbortSignal.timeout(drain * 1000)]));
  log.info({}, 'stopped');
  return STATUS.good;
}

/** A child of `serve` writes into its log, where every line is JSON, and leaves the telling to its parent. */
async function cannotBegin(error: unknown, log: Log, debug: boolean): Promise<Status> {
  if (!process.channel) throw error;
  const status = statusOf(error);
  if (status === STATUS.interrupted) log.info({}, 'stopped before it began');
  else {
    log.error({ error }, 'worker cannot begin');
    await new Promise((sent) => process.send?.(faultText(error, debug), sent));
  }
  return status;
}

/** As a child of `serve` it has a channel to it, which closes when that one ends, however it ends. Without one this never resolves. */
function parentGone(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  process.once('disconnect', () => resolve('its parent is gone'));
  return promise;
}
