import { Redis, type RedisOptions } from 'ioredis';
import type { Log } from '../core/log.ts';
import { ANSWER } from './timing.ts';

/** `unix://[USER]:PASSWORD@/path`, or without a password `unix:///path`. What `URL` itself refuses to read. */
const SOCKET = /^unix:\/\/(?:(?<user>[^:@/]*):(?<password>[^@/]*)@)?(?<path>\/.+)$/;

/** What BullMQ and ioredis connect by: `redis://`, `rediss://` and `unix://` addresses. */
export function connectionOptions(
  url: string,
): RedisOptions & { url?: string; retryStrategy: (times: number) => number } {
  const socket = SOCKET.exec(url)?.groups;
  const where = socket
    ? {
        path: socket.path,
        ...(socket.user ? { username: decodeURIComponent(socket.user) } : {}),
        ...(socket.password ? { password: decodeURIComponent(socket.password) } : {}),
      }
    : { url };
  return { ...where, retryStrategy };
}

/** The address without its password, for messages. */
export function withoutPassword(url: string): string {
  return url.replace(/^(\w+:\/\/)[^/]*@/, '$1');
}

/** Fails at once while Redis is away, instead of keeping commands for later: whoever asked has gone by then. */
export function askingClient(url: string): Redis {
  return client(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    connectTimeout: ANSWER,
    commandTimeout: ANSWER,
    // The next one who asks gets a new connection.
    socketTimeout: ANSWER,
  });
}

/**
 * Waits for Redis as long as it is away: a worker has nothing else to do. A connection that brings no answer for `silence` milliseconds is made anew: the
 * machine at its other end may have been switched off without a word.
 */
export function waitingClient(url: string, silence: number): Redis {
  return client(url, { maxRetriesPerRequest: null, socketTimeout: silence });
}

/** One line when Redis goes and one when it comes, however often it was tried meanwhile. */
export function logOutages(redis: Redis, log: Log): void {
  let away = false;
  let last: Error | null = null;
  redis.on('error', (error) => {
    last = error;
    if (!away && redis.status !== 'ready') {
      away = true;
      log.warn({ error }, 'Redis does not answer');
    }
  });
  redis.on('close', () => {
    if (away || redis.status === 'end') return;
    away = true;
    log.warn({ error: last }, 'Redis went away');
  });
  redis.on('ready', () => {
    if (away) log.info({}, 'Redis is there again');
    away = false;
  });
}

function client(url: string, options: RedisOptions): Redis {
  const { url: address, ...rest } = { ...connectionOptions(url), ...options };
  return address === undefined ? new Redis(rest) : new Redis(address, rest);
}

/** A restart of Redis is noticed within a second. */
function retryStrategy(times: number): number {
  return Math.min(50 * times, 1_000);
}
