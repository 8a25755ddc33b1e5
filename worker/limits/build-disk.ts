import { existsSync } from 'node:fs';
import { readdir, readFile, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { EngineInfo } from '../engine/engine.ts';
import type { BuildGroup } from './build-group.ts';
import { processesIn } from './control-groups.ts';
import { usageOf } from './disk-usage.ts';

/** What one build writes in the engine's data folder. */
export interface BuildDisk {
  /** On the file system that layers are written to. */
  folder: string;
  /** Bytes: the most that was free since the start, and how much less it was when layers were last measured. */
  free: number;
  measured: number;
  /**
   * Bytes of its layers so far; more than any limit when there is too much to be measured.
   * @param adding whether it unpacks something: the builder does that itself, and no process of the build's shows where
   */
  written(adding: boolean, signal: AbortSignal): Promise<number>;
}

/** Looks at what is there before a build starts; null where the engine keeps its layers otherwise. */
export async function buildDisk({ data, uidBase }: EngineInfo, group: BuildGroup): Promise<BuildDisk | null> {
  if (data === null) return null;
  const folder = [join(data, `${uidBase}.${uidBase}`), data].find((path) => existsSync(join(path, 'overlay2')));
  if (folder === undefined) return null;
  const layers = join(folder, 'overlay2');
  const [before, { bavail, bsize }] = await Promise.all([readdir(layers), statfs(layers)]);
  const known = new Set(before);
  return {
    folder,
    free: bavail * bsize,
    measured: 0,
    async written(adding, signal) {
      const steps = await mountedBy(group);
      const fresh = (await freshLayers(folder, known)).filter((layer) => !steps.includes(layer));
      const paths = [...new Set([...steps, ...fresh])].map((layer) => join(layers, layer));
      const usage = await usageOf(paths, { files: false, signal });
      if (usage === null) return Number.POSITIVE_INFINITY;
      const sizes = (names: readonly string[]) => names.map((layer) => usage.get(join(layers, layer))?.bytes ?? 0);
      const others = (await isAlone(group)) ? sum(sizes(fresh)) : adding ? Math.max(0, ...sizes(fresh)) : 0;
      return sum(sizes([...new Set(steps)])) + others;
    },
  };
}

/** The layers that the steps which run now write to: the one on top of each root, and cache mounts. */
async function mountedBy({ name }: BuildGroup): Promise<string[]> {
  const pids = name === null ? [] : await processesIn(name);
  const tables = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/mountinfo`, 'utf8').catch(() => '')));
  // Steps have many processes, all with the same table.
  const lines = [...new Set(tables)].flatMap((table) => table.split('\n'));
  return lines.flatMap((line) => {
    const upper = /[ ,]upperdir=[^ ,]*\/overlay2\/(\w+)\/diff/.exec(line)?.[1];
    return upper ?? /^\d+ \d+ \S+ \S*\/overlay2\/(\w+)\/diff/.exec(line)?.[1] ?? [];
  });
}

/** Whether no other build runs in this engine: layers of steps that have ended can be told apart from those of others in no other way. */
async function isAlone({ name, folders }: BuildGroup): Promise<boolean> {
  const above = dirname(folders[0] ?? '/');
  const entries = await readdir(above, { withFileTypes: true }).catch(() => []);
  return name !== null && entries.every((entry) => !entry.isDirectory() || entry.name === basename(name));
}

/** Layers that came since the start, without those of finished images and those of containers. */
async function freshLayers(folder: string, known: ReadonlySet<string>): Promise<string[]> {
  const database = join(folder, 'image', 'overlay2', 'layerdb');
  const [images, containers] = await Promise.all([
    namesIn(join(database, 'sha256'), ['cache-id']),
    namesIn(join(database, 'mounts'), ['mount-id', 'init-id']),
  ]);
  const others = new Set([...images, ...containers, 'l']);
  return (await readdir(join(folder, 'overlay2'))).filter((layer) => !known.has(layer) && !others.has(layer));
}

async function namesIn(folder: string, files: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder).catch(() => []);
  const paths = entries.flatMap((entry) => files.map((file) => join(folder, entry, file)));
  return Promise.all(paths.map((path) => readFile(path, 'utf8').catch(() => '')));
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}
