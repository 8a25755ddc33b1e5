import { readdirSync, readFileSync, statSync } from 'node:fs';

/** Start time of a process in clock ticks since boot, or undefined when there is no such process (a zombie counts as none). */
export function startTime(pid: number): string | undefined {
  // Fields after the command, which is in brackets and may hold spaces: state is the first, the start time the 20th.
  const fields = read(pid, 'stat')
    ?.replace(/^.*\) /s, '')
    .split(' ');
  return fields?.[0] === 'Z' ? undefined : fields?.[19];
}

/** The arguments of a process; empty when there is none. */
export function commandLine(pid: number): string[] {
  return read(pid, 'cmdline')?.split('\0').slice(0, -1) ?? [];
}

/** Living processes of this user that have `argument` among their arguments. */
export function findByArgument(argument: string): number[] {
  return everyProcess().filter(
    (pid) => commandLine(pid).includes(argument) && isOurs(pid) && startTime(pid) !== undefined,
  );
}

/** A living descendant of `pid` that runs the program `name`, or undefined. */
export function findDescendant(pid: number, name: string): number | undefined {
  for (const child of children(pid)) {
    const isIt = read(child, 'comm')?.trim() === name && startTime(child) !== undefined;
    const found = isIt ? child : findDescendant(child, name);
    if (found !== undefined) return found;
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

function children(pid: number): number[] {
  return everyProcess().filter((candidate) => parent(candidate) === pid);
}

function everyProcess(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0);
}

function isOurs(pid: number): boolean {
  return statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid === process.getuid?.();
}

function parent(pid: number): number | undefined {
  const field = read(pid, 'stat')
    ?.replace(/^.*\) /s, '')
    .split(' ')[1];
  return field === undefined ? undefined : Number(field);
}

function read(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}
