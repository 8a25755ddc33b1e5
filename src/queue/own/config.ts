import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './place.ts';

/** Subfolder in which Redis keeps its append-only file: a folder of files since version 7, one file before. */
export const DATA = 'data';
export const LOG_FILE = 'redis.log';

/** Writes the configuration, for this user's eyes alone, and returns its path. What it names is there since Redis 6.0. */
export async function writeConfig(folder: string, { config }: Place): Promise<string> {
  const file = join(folder, 'redis.conf');
  const lines: [name: string, value: string][] = [
    ...config,
    ['dir', join(folder, DATA)],
    ['daemonize', 'no'],
    ['logfile', join(folder, LOG_FILE)],
    ['loglevel', 'warning'],
    ['appendonly', 'yes'],
    ['appendfsync', 'everysec'],
    ['aof-load-truncated', 'yes'],
    // The append-only file is enough.
    ['save', ''],
    // A queue must not lose jobs in silence when memory gets short.
    ['maxmemory-policy', 'noeviction'],
  ];
  await rm(file, { force: true });
  await writeFile(file, lines.map(([name, value]) => `${name} ${quoted(value)}\n`).join(''), { mode: 0o600 });
  return file;
}

/** As Redis reads a value: in double quotes, with the escapes of C. */
function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
