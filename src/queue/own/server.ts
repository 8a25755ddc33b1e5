import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DockgradeError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { OwnRedis } from '../own-redis.ts';
import { waitingClient } from '../redis.ts';
import { DATA, LOG_FILE, writeConfig } from './config.ts';
import { choosePlace } from './place.ts';
import { endChild, endPrevious, forgetProcess, launch, noteProcess } from './process.ts';
import { putAside, repair } from './repair.ts';

/** Reading a large file takes its time; a queue's is small. */
const READY = 30_000;
/** Between two attempts to have Redis back. */
const AGAIN = 1_000;

/** A redis-server as our child. One that ends by itself, or is killed, is started again at the same place. */
export async function startServer(folder: string, log: Log): Promise<OwnRedis> {
  await endPrevious(folder, log);
  const place = await choosePlace(folder);
  await mkdir(join(folder, DATA), { recursive: true, mode: 0o700 });
  const config = await writeConfig(folder, place);
  const stopped = new AbortController();
  const begin = async (): Promise<ChildProcess> => {
    const child = await startMended(folder, config, place.url, log);
    await noteProcess(folder, child.pid ?? 0);
    return child;
  };
  const keep = async (first: ChildProcess): Promise<void> => {
    let child: ChildProcess | null = first;
    while (!stopped.signal.aborted) {
      if (child) {
        await ended(child, stopped.signal);
        if (stopped.signal.aborted) break;
        log.error({ code: child.exitCode, signal: child.signalCode }, 'Redis ended; it is started again');
      }
      child = await begin().catch(async (error: unknown) => {
        log.error({ error }, 'Redis does not start');
        await delay(AGAIN, undefined, { signal: stopped.signal }).catch(() => undefined);
        return null;
      });
    }
    if (child) await endChild(child);
  };
  const kept = keep(await begin());
  return {
    url: place.url,
    async stop() {
      stopped.abort();
      await kept;
      await forgetProcess(folder);
    },
  };
}

/** Starts it; where its file keeps it from starting the file is mended, and in the end put aside. */
async function startMended(folder: string, config: string, url: string, log: Log): Promise<ChildProcess> {
  const first = await startOnce(config, url);
  if (first) return first;
  if (await repair(folder, log)) {
    const second = await startOnce(config, url);
    if (second) return second;
    const third = (await putAside(folder, log)) ? await startOnce(config, url) : null;
    if (third) return third;
  }
  throw new DockgradeError('queue-unreachable', `Redis does not start: ${await lastWords(folder)}`, {
    remedy: `Look into ${join(folder, LOG_FILE)}, or set REDIS_URL to a Redis that runs.`,
  });
}

/** The process once it answers, or null when it ended before, or took too long. */
async function startOnce(config: string, url: string): Promise<ChildProcess | null> {
  const child = await launch(config);
  const client = waitingClient(url, READY);
  // It refuses connections until it is there.
  const quiet = () => undefined;
  client.on('error', quiet);
  const over = new AbortController();
  const { signal } = over;
  try {
    const answers = client.ping().then(() => true, quiet);
    const ends = ended(child, signal).then(() => false);
    const late = delay(READY, false, { signal }).catch(quiet);
    if (await Promise.race([answers, ends, late])) return child;
    await endChild(child);
    return null;
  } finally {
    over.abort();
    client.disconnect();
  }
}

/** Waits for the end of a process, or for the signal. */
async function ended(child: ChildProcess, signal: AbortSignal): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || signal.aborted) return;
  await once(child, 'exit', { signal }).catch(() => undefined);
}

async function lastWords(folder: string): Promise<string> {
  const text = await readFile(join(folder, LOG_FILE), 'utf8').catch(() => '');
  return text.trim().split('\n').at(-1) || 'it says nothing.';
}
