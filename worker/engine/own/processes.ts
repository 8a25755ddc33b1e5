import { readdirSync, readFileSync, statSync } from 'node:fs';

/** Start time of a process in clock ticks since boot, or undefined when there is no such process (a zombie counts as none). */
export function startTime(pid: number): string | undefined {
  return lookAt(pid)?.started;
}

/** The arguments of a process; empty when there is none. */
export function commandLine(pid: number): string[] {
  return read(pid, 'cmdline')?.split('\0').slice(0, -1) ?? [];
}

/** Living processes of this user that have `argument` among their arguments. */
export function findByArgument(argument: string): number[] {
  return processesOfThisUser().filter((pid) => commandLine(pid).includes(argument) && startTime(pid) !== undefined);
}

/** A living descendant of `pid` that runs the program `name` and belongs to this user, or undefined. The nearest is taken. */
export function findDescendant(pid: number, name: string): number | undefined {
  const living = processesOfThisUser().flatMap((id) => lookAt(id) ?? []);
  let generation = new Set([pid]);
  while (generation.size > 0) {
    const children = living.filter(({ parent }) => generation.has(parent));
    const found = children.find(({ program }) => program === name);
    if (found) return found.pid;
    generation = new Set(children.map((child) => child.pid));
  }
  return undefined;
}

/** Sends a signal; false when the process is gone. */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** Identifies this boot of the machine: start times of another boot mean nothing. */
export function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

/**
 * One look at /proc. Containers run under other users: thousands of their processes cost one cheap question each, and none of their files is
 * opened, which could block.
 */
function processesOfThisUser(): number[] {
  const user = process.getuid?.();
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid === user);
}

function lookAt(pid: number): { pid: number; program: string; parent: number; started: string } | undefined {
  // The program is in brackets and may hold both spaces and brackets. Of the fields after it the start time is the 20th.
  const [, program = '', rest = ''] = /^\d+ \((.*)\) (.*)/s.exec(read(pid, 'stat') ?? '') ?? [];
  const fields = rest.split(' ');
  const [state = '', parent] = fields;
  if (state === '' || state === 'Z') return undefined;
  return { pid, program, parent: Number(parent), started: fields[19] ?? '' };
}

function read(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}
