import { join } from 'node:path';
import { requireDataFolder } from '../../../worker/data-folder.ts';
import { makeLog } from '../../core/log.ts';
import type { Settings } from '../../core/settings.ts';
import { startOwnRedis } from '../../queue/own-redis.ts';
import { startApi } from './api-role.ts';
import { loadExamples } from './examples.ts';
import { prepareLogFile } from './log-file.ts';
import { takeDataFolder } from './only-one.ts';
import { teacherToken } from './teacher-token.ts';
import { tellFinished } from './tell-finished.ts';
import { tellTroubles } from './tell-troubles.ts';
import { startWorkerChild } from './worker-child.ts';

export interface Served {
  /** Opens the pages as the teacher of this machine. */
  link: string;
  /** Where the log is written. */
  logFile: string;
  /** The bundled example, when this was the first start. */
  example: string | null;
  /** How many submissions are being graded. */
  running(): Promise<number>;
  /** Stops everything: requests first, then the worker as soon as what runs is done. `now` puts that back into the queue instead. */
  stop(): Promise<void>;
  hurry(): void;
}

/**
 * Starts the whole service on this machine; what was started is stopped again when a later part fails.
 * @param tell a line for whoever sits before it
 * @param signal ends a start that is not complete yet
 */
export async function startAll(settings: Settings, tell: (line: string) => void, signal: AbortSignal): Promise<Served> {
  await requireDataFolder(settings.data);
  const undo: (() => Promise<void>)[] = [await takeDataFolder(settings.data)];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const logFile = prepareLogFile(settings.data);
    const log = makeLog(settings.log, 'serve', logFile);
    let { redisUrl } = settings;
    if (redisUrl === null) {
      const redis = await startOwnRedis(join(settings.data, 'redis'), { log, dockerHost: settings.dockerHost });
      undo.push(() => redis.stop());
      redisUrl = redis.url;
    }
    signal.throwIfAborted();
    const api = await startApi(settings, redisUrl, log);
    undo.push(() => api.close());
    const quiet = tellFinished(api.service, api.store, tell);
    undo.push(async () => quiet());
    signal.throwIfAborted();
    const { person, link } = await api.service.people.ensureTeacher(await teacherToken(settings.data));
    const example = await loadExamples(api.service, person);
    signal.throwIfAborted();
    const worker = startWorkerChild({ settings, redisUrl, log, logFile, tell });
    undo.push(() => worker.stop());
    const calm = tellTroubles(api, tell);
    undo.push(async () => calm());
    const running = async () => (await api.store.submissions.counts()).running;
    log.info({ url: settings.url }, 'up');
    const stopAll = async () => {
      log.info({}, 'stopping');
      await stop();
      log.info({}, 'stopped');
    };
    return { link, logFile, example, running, stop: stopAll, hurry: () => void worker.stop() };
  } catch (error) {
    await stop();
    throw error;
  }
}
