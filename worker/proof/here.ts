import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { DockgradeError } from '../../src/core/errors.ts';
import { run } from '../engine/command.ts';
import { type Attempt, type Outcome, readOutcomes } from './attempt.ts';

const PROGRAM = join(import.meta.dirname, 'inside.ts');
/** Milliseconds that a container may need until it listens. */
const PATIENCE = 15_000;

/** A listener of ours that answers on every address of a network namespace. */
export interface Listener {
  port: number;
  close(): void;
}

/**
 * Starts a listener.
 * @param netns path of the network namespace; null is this process's own
 */
export async function listen(netns: string | null, signal: AbortSignal): Promise<Listener> {
  const [program, ...args] = commandIn(netns, ['listen', '0']);
  const child: ChildProcess = spawn(program, args, {
    env: { UNTIL_END: '1' },
    cwd: '/',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const close = () => child.kill('SIGKILL');
  signal.addEventListener('abort', close, { once: true });
  const gone = once(child, 'close').then(() => null);
  const lines = createInterface({ input: child.stdout as NonNullable<typeof child.stdout> });
  const first = await Promise.race([once(lines, 'line'), gone]);
  const [, port] = /^listening (\d+)$/.exec(String(first?.[0])) ?? [];
  if (port !== undefined) return { port: Number(port), close };
  signal.throwIfAborted();
  throw new DockgradeError('isolation-unproven', 'The listener that containers must not reach did not start.');
}

/** Tries from this machine, or from within the engine's network namespace. */
export async function attemptHere(
  netns: string | null,
  attempts: readonly Attempt[],
  signal: AbortSignal,
): Promise<Outcome[] | null> {
  if (attempts.length === 0) return [];
  const [program, ...args] = commandIn(netns, ['try', JSON.stringify(attempts)]);
  const { stdout } = await run(program, args, { signal, timeout: 10_000, cwd: '/' });
  return readOutcomes(stdout);
}

/** Waits until all of it is reached: who is tried before it listens is out of reach for no good reason. Who does not listen in the end, a control tells. */
export async function untilReached(
  netns: string | null,
  attempts: readonly Attempt[],
  signal: AbortSignal,
): Promise<void> {
  const until = performance.now() + PATIENCE;
  while (performance.now() < until) {
    const outcomes = await attemptHere(netns, attempts, signal);
    if (outcomes?.every(({ reached }) => reached)) return;
    await pause(100, undefined, { signal });
  }
}

function commandIn(netns: string | null, args: readonly string[]): [string, ...string[]] {
  const node = [process.execPath, PROGRAM, ...args] as [string, ...string[]];
  return netns === null ? node : ['nsenter', `--net=${netns}`, '--', ...node];
}
