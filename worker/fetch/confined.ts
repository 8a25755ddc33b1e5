import { dirname } from 'node:path';
import { run } from '../engine/command.ts';
import { REPOSITORY_LIMITS } from './limits.ts';

/** Of any one file that git writes: the pack of everything that may be taken, and what belongs to it. */
const FILE_BYTES = REPOSITORY_LIMITS.bytes + 64 * 1024 * 1024;
/** Of any one process. */
const MEMORY_KIB = 2 * 1024 * 1024;
const CPU_SECONDS = 45;

/**
 * The shell is called for its limits, which it has on every system; no word of anybody else's stands in this text. Where a lower limit is set already, or
 * the system has none of that kind, it goes on. Who may not write on is to say so, instead of being killed without a word.
 */
function bounded(fileBytes: number) {
  // Files in blocks of 512 bytes, as POSIX has it.
  const limits = ['-c 0', `-f ${Math.ceil(fileBytes / 512)}`, `-v ${MEMORY_KIB}`, `-t ${CPU_SECONDS}`];
  const set = limits.map((limit) => `ulimit ${limit} 2>&-`).join('; ');
  return ['sh', '-c', `trap '' XFSZ; ${set}; exec "$@"`, 'sh'] as const;
}

/** Programs, their libraries and certificates; what a machine does not have is left out. */
const PROGRAMS = ['/usr', '/bin', '/lib', '/lib32', '/lib64', '/nix/store', '/etc/ssl', '/etc/pki'];
const SEAL = [
  ...['bwrap', '--unshare-all', '--share-net', '--die-with-parent', '--cap-drop', 'ALL'],
  ...PROGRAMS.flatMap((path) => ['--ro-bind-try', path, path]),
  ...['--dev', '/dev', '--proc', '/proc', '--tmpfs', '/tmp'],
];

/** What a sealed program sees of the machine besides programs. Absolute paths. */
export interface Seen {
  /** Folders. */
  write: readonly string[];
  /** Files. */
  read: readonly string[];
}

/**
 * What to call a program with, so that each of its files, its memory and its processor time are bounded; with `seen` it also finds nothing else of the
 * machine, where bubblewrap works. Its network stays as it is: fetching needs it.
 */
export async function confined(
  seen: Seen | null,
  signal: AbortSignal,
  fileBytes = FILE_BYTES,
): Promise<readonly [string, ...string[]]> {
  if (seen === null || !(await sealWorks(signal))) return bounded(fileBytes);
  const read = seen.read.flatMap((path) => ['--dir', dirname(path), '--ro-bind-try', path, path]);
  return [...bounded(fileBytes), ...SEAL, ...read, ...seen.write.flatMap((path) => ['--bind', path, path])];
}

let works = false;

/** Tried until it worked once: the package may be missing, and in a container the kernel may not allow it. A machine that is busy is no reason to do without. */
async function sealWorks(signal: AbortSignal): Promise<boolean> {
  const [program, ...args] = bounded(FILE_BYTES);
  works ||= (await run(program, [...args, ...SEAL, 'true'], { signal, timeout: 10_000 })).exitCode === 0;
  return works;
}
