import { liveProgress } from './live.ts';
import { plainProgress } from './plain.ts';
import type { Progress } from './progress.ts';

export type { Progress } from './progress.ts';

/** The progress that fits standard error. */
export function startProgress(color: boolean): Progress {
  return process.stderr.isTTY ? liveProgress(process.stderr, color) : plainProgress();
}
