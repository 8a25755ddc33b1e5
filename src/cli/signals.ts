import { DockgradeError } from '../core/errors.ts';
import { warn } from './terminal.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs something that SIGINT, SIGTERM and SIGHUP interrupt: the first one aborts its signal (reason: `interrupted`), and what
 * it does then, such as cleaning up, is waited for. Later ones say that this is going on.
 */
export async function interruptible<Result>(body: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) {
      warn('dockgrade: clean-up is going on; it removes what the run created, and ends by itself.');
      return;
    }
    warn('dockgrade: interrupted; removing what the run created …');
    controller.abort(new DockgradeError('interrupted', 'interrupted; everything that the run created was removed'));
  };
  for (const name of SIGNALS) process.on(name, interrupt);
  try {
    return await body(controller.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, interrupt);
  }
}
