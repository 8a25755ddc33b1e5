import type { Lang } from '../../core/text.ts';
import { liveProgress } from './live.ts';
import { plainProgress } from './plain.ts';
import type { Progress } from './progress.ts';

export type { Progress } from './progress.ts';

/** The progress that fits standard error, in one language. */
export function startProgress(lang: Lang, color: boolean): Progress {
  return process.stderr.isTTY ? liveProgress(process.stderr, lang, color) : plainProgress(lang);
}
