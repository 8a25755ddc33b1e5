import { run } from '../../../worker/engine/command.ts';
import { DockgradeError } from '../../core/errors.ts';
import { makeLog } from '../../core/log.ts';
import type { Settings } from '../../core/settings.ts';
import { connectQueue } from '../../queue/connect.ts';
import { pingStore } from '../../store/ping.ts';
import { storeAddress } from '../serve/store-address.ts';
import type { Check } from './check.ts';

/** What the service needs besides: the Redis of its queue, and its store. `grade` alone does without both. */
export async function checkService(settings: Settings, signal: AbortSignal): Promise<Check[]> {
  return [await checkRedis(settings, signal), await checkStore(settings)];
}

async function checkRedis({ redisUrl }: Settings, signal: AbortSignal): Promise<Check> {
  if (redisUrl === null) return ownRedis(signal);
  const queue = connectQueue(redisUrl, { log: makeLog('silent', 'doctor') });
  try {
    await queue.ping();
    return { id: 'redis', outcome: 'ok', message: 'the Redis of REDIS_URL answers' };
  } catch (error) {
    return told('redis', error);
  } finally {
    await queue.close();
  }
}

async function ownRedis(signal: AbortSignal): Promise<Check> {
  try {
    const { stdout } = await run('redis-server', ['--version'], { signal, timeout: 10_000 });
    const version = /v=([\d.]+)/.exec(stdout)?.[1] ?? '';
    return { id: 'redis', outcome: 'ok', message: `redis-server ${version}, for the queue of the service` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return {
      id: 'redis',
      outcome: 'warn',
      message: 'redis-server is missing; the service would run one in a container',
      remedy: '`grade` does without. For `make start` install the package redis-server, or set REDIS_URL.',
    };
  }
}

async function checkStore(settings: Settings): Promise<Check> {
  const name = settings.databaseUrl === null ? 'the SQLite file of the store' : 'the PostgreSQL of DATABASE_URL';
  try {
    const there = await pingStore(storeAddress(settings));
    const message = there ? `${name} answers` : `${name} is made at the first \`make start\``;
    return { id: 'store', outcome: 'ok', message };
  } catch (error) {
    return told('store', error);
  }
}

function told(id: string, error: unknown): Check {
  if (!(error instanceof DockgradeError)) throw error;
  return { id, outcome: 'fail', message: error.message, ...(error.remedy && { remedy: error.remedy }) };
}
