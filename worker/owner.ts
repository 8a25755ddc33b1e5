import { readlinkSync } from 'node:fs';
import { bootId, startTime } from './engine/own/processes.ts';

/** Names this process for good: boot of the machine, PID namespace, process, and when it started. Elsewhere than on Linux only the process. */
export function ownerOfThis(): string {
  if (process.platform !== 'linux') return `other.${process.pid}`;
  return [bootId(), pidNamespace(), process.pid, startTime(process.pid)].join('.');
}

/**
 * True only when the process that `owner` names has provably ended.
 * @param here the name was written on this machine, so that another boot is an earlier one; on an engine that others share it may be theirs
 */
export function isProvablyDead(owner: string, here: boolean): boolean {
  const [boot, namespace, pid, started] = owner.split('.');
  if (boot === 'other') return process.platform !== 'linux' && here && isGone(Number(namespace));
  if (process.platform !== 'linux' || started === undefined) return false;
  if (boot !== bootId()) return here;
  return namespace === pidNamespace() && startTime(Number(pid)) !== started;
}

/** Whether `owner` is a process of this boot whose process id is not one of ours: of another container. */
export function isElsewhere(owner: string): boolean {
  const [boot, namespace, , started] = owner.split('.');
  return process.platform === 'linux' && started !== undefined && boot === bootId() && namespace !== pidNamespace();
}

function pidNamespace(): string {
  return readlinkSync('/proc/self/ns/pid').replace(/\D/g, '');
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
