import { chmod, mkdir } from 'node:fs/promises';
import { DockgradeError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { startContainer } from './own/container.ts';
import { hasProgram } from './own/program.ts';
import { startServer } from './own/server.ts';

/** A Redis that dockgrade started for itself. */
export interface OwnRedis {
  /** For `connectQueue` and `consume`. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts a Redis that nobody else reaches and that ends with this process. What it kept in `folder` is there again; a damaged file is mended or put aside,
 * since the store has the truth. `folder` must belong to this process alone. Throws `queue-unreachable` where there is neither a redis-server nor an engine.
 */
export async function startOwnRedis(
  folder: string,
  { log, dockerHost = null }: { log: Log; dockerHost?: string | null },
): Promise<OwnRedis> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  if (await hasProgram('redis-server')) return startServer(folder, log);
  const container = await startContainer(folder, dockerHost, log);
  if (container) return container;
  throw new DockgradeError(
    'queue-unreachable',
    'There is no redis-server here, and no container engine to run one in.',
    {
      remedy: REMEDY,
    },
  );
}

const REMEDY =
  process.platform === 'darwin'
    ? 'Install it with `brew install redis`, or set REDIS_URL to a Redis that runs.'
    : 'Install it with `apt-get install redis-server` (as root), or set REDIS_URL to a Redis that runs.';
