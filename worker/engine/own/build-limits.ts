import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';

const CGROUPS = '/sys/fs/cgroup';
/** Of all builds together, so that none takes the machine down. One step alone has less: engine.sh. */
const PROCESSES = 8192;
const MEMORY = Math.floor((totalmem() * 3) / 4);

/**
 * Limits what the builds of an engine take together. The steps of a build run in the control group `NAME/buildkit/…`, which carries no limit
 * of its own: so its parent is made, with limits, before the engine starts. Must run before the engine does.
 *
 * @param name of the engine's control group
 * @throws the system's error where control groups cannot be written
 */
export async function limitBuilds(name: string): Promise<void> {
  if (existsSync(join(CGROUPS, 'cgroup.controllers'))) return limitInOneTree(name);
  await limit(join(CGROUPS, 'pids', name, 'buildkit'), 'pids.max', PROCESSES);
  await limit(join(CGROUPS, 'memory', name, 'buildkit'), 'memory.limit_in_bytes', MEMORY);
}

/** cgroup v2: a group has the controllers that the one above it hands on. */
async function limitInOneTree(name: string): Promise<void> {
  const group = join(CGROUPS, name);
  await mkdir(group, { recursive: true });
  for (const parent of [CGROUPS, group]) await writeFile(join(parent, 'cgroup.subtree_control'), '+pids +memory');
  await limit(join(group, 'buildkit'), 'pids.max', PROCESSES);
  await limit(join(group, 'buildkit'), 'memory.max', MEMORY);
}

async function limit(group: string, file: string, value: number): Promise<void> {
  await mkdir(group, { recursive: true });
  await writeFile(join(group, file), String(value));
}
