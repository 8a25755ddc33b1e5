import type { Redis } from 'ioredis';
import type { Log } from '../core/log.ts';
import { KEYS } from './keys.ts';
import type { WorkerInfo } from './queue.ts';
import type { Timing } from './timing.ts';
import type { Tries } from './tries.ts';
import type { Try } from './try.ts';
import { showWorker } from './workers.ts';

interface Dependencies {
  redis: Redis;
  /** Connection for messages alone. */
  messages: Redis;
  tries: Tries;
  describe: () => WorkerInfo;
  timing: Timing;
  log: Log;
}

/**
 * What a worker does all the time: it shows itself, keeps the locks of its jobs, and listens for cancelled ones. Cancelling is a key and a message; the
 * message may be lost, so the keys are looked at in every beat too.
 */
export function startBeat({ redis, messages, tries, describe, timing, log }: Dependencies): { stop: () => void } {
  let busy = false;
  const beat = async () => {
    for (const one of tries.running()) if (performance.now() - one.renewed > timing.lock) one.stop('lost');
    if (busy || redis.status !== 'ready') return;
    busy = true;
    try {
      await showWorker(redis, describe(), timing.seen);
      await stopCancelled(redis, tries.running());
      await Promise.all(tries.running().map((one) => renew(one, timing)));
    } catch (error) {
      log.debug({ error }, 'a beat failed');
    } finally {
      busy = false;
    }
  };
  messages.on('message', (_channel, id) => {
    for (const one of tries.running()) if (one.job.id === id) one.stop('cancelled');
  });
  for (const client of [redis, messages]) client.on('ready', () => void beat());
  messages.subscribe(KEYS.cancel).catch((error: unknown) => log.debug({ error }, 'connection for messages'));
  const timer = setInterval(() => void beat(), timing.beat);
  return { stop: () => clearInterval(timer) };
}

async function stopCancelled(redis: Redis, running: Try[]): Promise<void> {
  if (running.length === 0) return;
  const flags = await redis.mget(running.map(({ job }) => KEYS.cancelled(job.id ?? '')));
  for (const [index, one] of running.entries()) if (flags[index] !== null) one.stop('cancelled');
}

async function renew(one: Try, { renew: pause, lock }: Timing): Promise<void> {
  const now = performance.now();
  if (now - one.renewed < pause) return;
  if (await one.job.extendLock(one.token, lock)) one.renewed = now;
  else one.stop('lost');
}
