import { execa } from 'execa';
import { findDescendant, signalProcess } from './processes.ts';

/**
 * Runs a program with mounts and processes of its own: whatever it mounts or starts is gone when this returns, also when
 * it was cancelled.
 *
 * @throws execa's error with the program's output; the signal's reason
 */
export async function runContained(program: string, args: readonly string[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const namespaces = ['--mount', '--pid', '--fork', '--kill-child=SIGKILL', '--mount-proc'];
  const running = execa('unshare', [...namespaces, program, ...args], { all: true, detached: true });
  // unshare itself ends when its child has, and that one takes all its processes along.
  const end = () => {
    if (running.pid !== undefined) signalProcess(findDescendant(running.pid, program) ?? running.pid, 'SIGKILL');
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    await running;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', end);
  }
}
