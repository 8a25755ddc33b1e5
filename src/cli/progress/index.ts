import type { Lang } from '../../core/text.ts';
import { liveProgress } from './live.ts';
import { plainProgress } from './plain.ts';
import type { Progress } from './progress.ts';
import { PROGRESS } from './words.ts';

export type { Progress } from './progress.ts';

/** The progress that fits standard error, in one language. `before`: what the line before the first stage is called. */
export function startProgress(lang: Lang, color: boolean, before = PROGRESS[lang].prepare): Progress {
  return process.stderr.isTTY ? liveProgress(process.stderr, lang, color, before) : plainProgress(lang);
}
