import type { Lang } from '../../core/text.ts';
import type { SubmissionView } from '../../core/wire/submission.ts';
import { SUBMISSION } from './words.ts';

/** Place in the queue and estimate, as far as they are known: `place 3 in the queue, starts in about 40 s, report in about 3 min`. */
export function outlook({ state, place, estimate }: SubmissionView, lang: Lang): string {
  const words = SUBMISSION[lang];
  const parts: string[] = [];
  if (state === 'waiting' && place !== null) parts.push(words.place(place));
  if (estimate !== null) {
    if (state === 'waiting') parts.push(words.starts(words.about(estimate.startSeconds)));
    parts.push(words.ends(words.about(estimate.endSeconds)));
  }
  return parts.join(', ');
}
