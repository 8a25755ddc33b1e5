import { projectOf } from '../engine/labels.ts';
import type { RunContext } from '../stages/stage.ts';
import { admittedCall } from '../stages/workpieces.ts';

/** Compose's progress lines: what it does, not what went wrong. */
const PROGRESS =
  /^\s*(Container|Network|Volume|Image) \S+\s+(Creat|Start|Wait|Healthy|Exited|Recreat|Running|Stopp|Remov)\w*\s*$/;

/**
 * `docker compose up --detach` for what is missing or stopped, without building or fetching.
 * @param timeout milliseconds; conditions of `depends_on` are waited for within it
 * @returns Compose's own words when it failed, null when it succeeded
 */
export async function up(context: RunContext, timeout: number): Promise<{ failure: string | null; timedOut: boolean }> {
  const args = ['up', '--detach', '--no-build', '--pull', 'never'];
  const { exitCode, stderr, timedOut } = await context.engine.compose(admittedCall(context), args, {
    signal: context.signal,
    timeout,
  });
  if (exitCode === 0) return { failure: null, timedOut: false };
  const words = stderr
    .split('\n')
    .filter((line) => line.trim() !== '' && !PROGRESS.test(line))
    .join('\n')
    .replaceAll(`${projectOf(context.job.id)}-`, '');
  return { failure: context.mask(words).slice(-2000), timedOut };
}
