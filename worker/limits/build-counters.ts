import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildGroup } from './build-group.ts';

/** Of a memory limit: what is left then is less than any program asks for. */
const FULL = 0.98;

/** What the kernel counted in a group and in those below it that are there now. */
export interface Counters {
  /** Processes that could not be started. */
  refused: number;
  /** Processes that were ended because the memory was used up. */
  killed: number;
}

export async function counters({ folders }: Pick<BuildGroup, 'folders'>): Promise<Counters> {
  const all = (await Promise.all(folders.map(below))).flat();
  const [refused, killed, killedByGroup] = await Promise.all([
    sum(all, 'pids.events', 'max'),
    sum(all, 'memory.events', 'oom_kill'),
    sum(all, 'memory.oom_control', 'oom_kill'),
  ]);
  return { refused, killed: killed + killedByGroup };
}

/** Whether a group has used up its memory at some time: the groups that counted the killed processes are gone with their steps. */
export async function wasFull({ folders }: Pick<BuildGroup, 'folders'>, limit: number): Promise<boolean> {
  const peaks = folders.flatMap((folder) =>
    ['memory.max_usage_in_bytes', 'memory.peak'].map((name) => join(folder, name)),
  );
  const read = await Promise.all(peaks.map((file) => readFile(file, 'utf8').catch(() => '0')));
  return read.some((text) => Number(text) >= limit * FULL);
}

async function below(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const inner = entries.filter((entry) => entry.isDirectory()).map((entry) => below(join(folder, entry.name)));
  return [folder, ...(await Promise.all(inner)).flat()];
}

async function sum(folders: readonly string[], file: string, name: string): Promise<number> {
  const texts = await Promise.all(folders.map((folder) => readFile(join(folder, file), 'utf8').catch(() => '')));
  const counts = texts.map((text) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0));
  return counts.reduce((total, count) => total + count, 0);
}
