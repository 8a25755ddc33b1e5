import { DockgradeError } from '../core/errors.ts';
import { SIGNALS } from './signals.ts';

/** Runs something that SIGINT, SIGTERM and SIGHUP end at once: what it waits for in the service is left alone. Throws `interrupted`, with the way back. */
export async function unlessInterrupted<Result>(
  { goesOn, remedy }: { goesOn: string; remedy: string },
  body: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const interrupt = () => controller.abort(new DockgradeError('interrupted', goesOn, { remedy }));
  for (const name of SIGNALS) process.on(name, interrupt);
  try {
    return await body(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    for (const name of SIGNALS) process.off(name, interrupt);
  }
}
