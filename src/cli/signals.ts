import { DockgradeError } from '../core/errors.ts';
import { warn } from './terminal.ts';

export const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs something that SIGINT, SIGTERM and SIGHUP interrupt: the first one aborts its signal (reason: `interrupted`), and what
 * it does then, such as cleaning up, is waited for. Later ones say that this is going on. Whatever fails because of it is `interrupted`;
 * only an unfinished clean-up is told. `tell` shows a line to the user at once.
 */
export async function interruptible<Result>(
  body: (signal: AbortSignal) => Promise<Result>,
  tell: (line: string) => void = warn,
): Promise<Result> {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) {
      tell('dockgrade: clean-up is going on; it ends by itself.');
      return;
    }
    tell('dockgrade: interrupted; cleaning up …');
    controller.abort(new DockgradeError('interrupted', 'interrupted'));
  };
  for (const name of SIGNALS) process.on(name, interrupt);
  try {
    return await body(controller.signal);
  } catch (error) {
    const unclean = error instanceof DockgradeError && error.code === 'teardown-incomplete';
    throw controller.signal.aborted && !unclean ? controller.signal.reason : error;
  } finally {
    for (const name of SIGNALS) process.off(name, interrupt);
  }
}
