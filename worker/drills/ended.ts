import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from '../engine/engine.ts';

/** Milliseconds for a program to end by itself, and to notice that what it started is gone. */
const BY_ITSELF = 2000;
const NOTICED = 1000;
const PAUSE = 50;

/**
 * Ends a program that was executed in a container and was left running. It gets time to end by itself; then what it started is killed before
 * it, so that it can clear away what is left of them: an orphan becomes a child of the container's first process, and PostgreSQL takes one that was killed for a
 * server process that crashed, and restarts all of them.
 */
export async function ended(engine: Engine, id: string, first: number, signal: AbortSignal): Promise<void> {
  if (await isGone(engine, id, first, BY_ITSELF, signal)) return;
  const [, ...others] = familyOf(first, await engine.processes(id, signal));
  await engine.signal(id, others.reverse(), 'SIGKILL', signal);
  if (await isGone(engine, id, first, NOTICED, signal)) return;
  await engine.signal(id, [first], 'SIGKILL', signal);
}

async function isGone(engine: Engine, id: string, pid: number, within: number, signal: AbortSignal): Promise<boolean> {
  const until = performance.now() + within;
  for (;;) {
    if (!(await engine.processes(id, signal)).some((process) => process.pid === pid)) return true;
    if (performance.now() > until) return false;
    await pause(PAUSE, undefined, { signal });
  }
}

/** A process and all that it started, parents first. */
function familyOf(first: number, table: readonly { pid: number; parent: number }[]): number[] {
  const children = table.filter(({ parent }) => parent === first);
  return [first, ...children.flatMap(({ pid }) => familyOf(pid, table))];
}
