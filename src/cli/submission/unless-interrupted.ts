import { DockgradeError } from '../../core/errors.ts';
import type { Lang } from '../../core/text.ts';
import { SIGNALS } from '../signals.ts';
import { SUBMISSION } from './words.ts';

/** Runs something that SIGINT, SIGTERM and SIGHUP end at once: the submission that it waits for is left alone. Throws `interrupted`, with the way back. */
export async function unlessInterrupted<Result>(
  id: string,
  lang: Lang,
  body: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const { goesOn, follow } = SUBMISSION[lang];
  const remedy = `${follow} dockgrade status ${id} --watch`;
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
