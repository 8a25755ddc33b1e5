import { readFileSync } from 'node:fs';

/** The right to raise a limit above what the process itself has (CAP_SYS_RESOURCE), as a bit of its capabilities. */
const RAISES_LIMITS = 1n << 24n;

/**
 * How many files a container of this engine may be allowed to have open; null: as many as are asked for. An engine without the right to raise limits, as in
 * most containers, can give no more than it has: asked for more, it does not start the container at all.
 * @param status, limits the texts of `/proc/PID/status` and `/proc/PID/limits`
 */
export function mostOpenFiles({ status, limits }: { status: string; limits: string }): number | null {
  const rights = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1];
  if (rights !== undefined && (BigInt(`0x${rights}`) & RAISES_LIMITS) !== 0n) return null;
  const hard = /^Max open files\s+\d+\s+(\d+)/m.exec(limits)?.[1];
  return hard === undefined ? null : Number(hard);
}

/** The same for a process of this machine. */
export function openFilesOf(pid: number): number | null {
  const read = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8');
  return mostOpenFiles({ status: read('status'), limits: read('limits') });
}
