import type { Engine } from '../engine/engine.ts';
import { ended } from './ended.ts';

/** Milliseconds until every process stands still: some may start others while they are stopped, and a busy machine takes its time. */
const PATIENCE = 3000;
/** Milliseconds for letting a container go on, whatever was aborted. */
const THAW = 10_000;
const STANDING = /^[TtZX]$/;

/**
 * Has all processes of a container stand still while something is done, and lets them go on in any case. The engine's own pause would also
 * hold back whatever is executed in the container. What was begun meanwhile and `left` running ends, or is ended.
 * @returns null when the processes could not be stopped from here
 */
export async function whileFrozen<Result extends { left: number | null }>(
  engine: Engine,
  id: string,
  signal: AbortSignal,
  act: () => Promise<Result>,
): Promise<Result | null> {
  let left: number | null = null;
  try {
    if (!(await freeze(engine, id, signal))) return null;
    const result = await act();
    left = result.left;
    return result;
  } finally {
    await thaw(engine, id, left).catch((error) => {
      // A container that is torn down needs no thaw, and the abort is what is told.
      if (!signal.aborted) throw error;
    });
  }
}

async function freeze(engine: Engine, id: string, signal: AbortSignal): Promise<boolean> {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end) {
    const table = await engine.processes(id, signal);
    // A runtime with a kernel of its own shows none of them: what nobody stopped goes on.
    if (table.length === 0) return false;
    const moving = table.filter(({ state }) => !STANDING.test(state));
    if (moving.length === 0) return true;
    const pids = moving.map(({ pid }) => pid);
    if (!(await engine.signal(id, pids, 'SIGSTOP', signal))) await throughEngine(engine, id, 'STOP', signal);
  }
  return false;
}

async function thaw(engine: Engine, id: string, left: number | null): Promise<void> {
  const signal = AbortSignal.timeout(THAW);
  const table = await engine.processes(id, signal);
  const pids = table.map(({ pid }) => pid);
  if (!(await engine.signal(id, pids, 'SIGCONT', signal))) await throughEngine(engine, id, 'CONT', signal);
  if (left !== null) await ended(engine, id, left, signal);
}

/** Where processes are out of reach: the first one by the engine, the others by a shell in the container where there is one. */
async function throughEngine(engine: Engine, id: string, name: 'STOP' | 'CONT', signal: AbortSignal): Promise<void> {
  await engine.kill(id, `SIG${name}`, signal);
  await engine.exec(id, ['/bin/sh', '-c', `kill -${name} -1`], { signal, timeout: THAW, user: '0' });
}
