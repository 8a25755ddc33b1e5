import { existsSync, rmdirSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DockgradeError } from '../../src/core/errors.ts';
import { signalProcess } from '../engine/own/processes.ts';

const ROOT = '/sys/fs/cgroup';
/** Milliseconds: the kernel may still count processes that have just ended. */
const PATIENCE = 5000;
/** Of a second, in microseconds, over which the kernel divides CPUs. */
const PERIOD = 100_000;

/** What all processes of a control group, and of those below it, may take together. */
export interface GroupLimits {
  /** Bytes; nothing is swapped out on top. */
  memory: number;
  cpus: number;
  pids: number;
}

/**
 * Makes a control group with limits, or gives one that is there other limits. Nothing may run without them.
 *
 * @param name as the engine names it, from the root of its controllers: `/dockgrade-…/g…`
 * @param what is limited by it, as the beginning of a sentence
 * @throws DockgradeError `sandbox-missing` where control groups cannot be written
 */
export async function requireGroup(name: string, limits: GroupLimits, what: string): Promise<void> {
  try {
    const isOneTree = existsSync(join(ROOT, 'cgroup.controllers'));
    await (isOneTree ? limitInOneTree : limitInTrees)(name, limits);
  } catch (error) {
    throw new DockgradeError('sandbox-missing', `${what} cannot be limited here: ${(error as Error).message}`, {
      cause: error,
      remedy: 'Let dockgrade write to /sys/fs/cgroup: run it as root, in a container with `privileged: true`.',
    });
  }
}

/** Ends whatever still runs in a group and in those below it, and removes them all. False when something of it is left. */
export async function removeGroup(name: string): Promise<boolean> {
  const until = performance.now() + PATIENCE;
  const trees = await treesOf(name);
  const gone = await Promise.all(trees.map((tree) => removeTree(tree, until)));
  return gone.every(Boolean);
}

/** The processes of a group and of those below it, as this machine sees them. */
export async function processesIn(name: string): Promise<number[]> {
  const [tree] = await treesOf(name);
  return tree === undefined ? [] : processesBelow(tree);
}

async function processesBelow(folder: string): Promise<number[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const below = entries.filter((entry) => entry.isDirectory()).map((entry) => processesBelow(join(folder, entry.name)));
  return [...(await listed(folder)), ...(await Promise.all(below)).flat()];
}

/** A process that cannot be seen from here has the number 0. */
async function listed(folder: string): Promise<number[]> {
  const text = await readFile(join(folder, 'cgroup.procs'), 'utf8').catch(() => '');
  return text
    .split('\n')
    .map(Number)
    .filter((pid) => pid > 1);
}

/** The folders of a group: cgroup v1 has one tree for each controller, v2 one in all. */
export async function treesOf(name: string): Promise<string[]> {
  const controllers = await readdir(ROOT).catch(() => []);
  const folders = ['', ...controllers].map((controller) => join(ROOT, controller, name));
  return folders.filter((folder) => existsSync(folder));
}

/** cgroup v1: a tree for each controller. */
async function limitInTrees(name: string, limits: GroupLimits): Promise<void> {
  const quota = Math.ceil(limits.cpus * PERIOD);
  await write('memory', name, 'memory.limit_in_bytes', limits.memory);
  // Memory and swap together; not there where the kernel does not count swap.
  if (existsSync(join(ROOT, 'memory', name, 'memory.memsw.limit_in_bytes'))) {
    await write('memory', name, 'memory.memsw.limit_in_bytes', limits.memory);
  }
  // Buffers of TCP are counted by themselves, and of them there is so much for the whole machine.
  if (existsSync(join(ROOT, 'memory', name, 'memory.kmem.tcp.limit_in_bytes'))) {
    await write('memory', name, 'memory.kmem.tcp.limit_in_bytes', Math.floor(limits.memory / 4));
  }
  await write('pids', name, 'pids.max', limits.pids);
  await write('cpu', name, 'cpu.cfs_period_us', PERIOD);
  await write('cpu', name, 'cpu.cfs_quota_us', quota);
}

/** cgroup v2: a group has the controllers that each one above it hands on. */
async function limitInOneTree(name: string, { memory, cpus, pids }: GroupLimits): Promise<void> {
  await mkdir(join(ROOT, name), { recursive: true });
  const above = name.split('/').filter(Boolean).slice(0, -1);
  for (const depth of above.keys()) await handOn(join(ROOT, ...above.slice(0, depth)));
  await handOn(join(ROOT, ...above));
  await write('', name, 'memory.max', memory);
  if (existsSync(join(ROOT, name, 'memory.swap.max'))) await write('', name, 'memory.swap.max', 0);
  await write('', name, 'pids.max', pids);
  await write('', name, 'cpu.max', `${Math.ceil(cpus * PERIOD)} ${PERIOD}`);
}

async function handOn(folder: string): Promise<void> {
  const file = join(folder, 'cgroup.subtree_control');
  const given = (await readFile(file, 'utf8')).trim().split(' ');
  // Where somebody has done so already, it need not be allowed to us.
  if (['cpu', 'memory', 'pids'].some((controller) => !given.includes(controller))) {
    await writeFile(file, '+cpu +memory +pids');
  }
}

async function write(controller: string, name: string, file: string, value: number | string): Promise<void> {
  const folder = join(ROOT, controller, name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, file), String(value));
}

async function removeTree(folder: string, until: number): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await removeTree(join(folder, entry.name), until);
  while (!isRemoved(folder)) {
    if (performance.now() > until) return false;
    await endProcesses(folder);
    await delay(10);
  }
  return true;
}

async function endProcesses(folder: string): Promise<void> {
  for (const pid of await listed(folder)) if (pid !== process.pid) signalProcess(pid, 'SIGKILL');
}

function isRemoved(folder: string): boolean {
  try {
    rmdirSync(folder);
  } catch {
    return !existsSync(folder);
  }
  return true;
}
