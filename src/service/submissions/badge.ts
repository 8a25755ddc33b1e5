import type { Submission } from '../../core/submission.ts';
import type { BadgeView } from '../../core/wire/submission.ts';
import type { Store } from '../../store/store.ts';
import { notFound } from '../people/guard.ts';

/**
 * The newest result of the person, repository and assignment of a submission. Its id cannot be guessed, and stands in the README of whoever wants
 * to show the score. What a teacher runs again, or on trial, has no badge.
 */
export async function badgeOf(store: Store, id: string): Promise<BadgeView> {
  const shown = await store.submissions.get(id);
  if (!shown || !isOwn(shown)) throw notFound('submission', id);
  const newest = await store.submissions.newestTold(shown);
  if (newest === null) return { state: 'none' };
  const result = newest.result === null ? null : await store.submissions.result(newest.result);
  return result ? { state: 'graded', earned: result.earned, possible: result.possible } : { state: 'grading' };
}

function isOwn({ source }: Submission): boolean {
  return source === 'hand-in' || source === 'push';
}
