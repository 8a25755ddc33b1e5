import { hasEnded, type Submission } from '../../core/submission.ts';
import type { BadgeView } from '../../core/wire/submission.ts';
import type { Store } from '../../store/store.ts';
import { notFound } from '../people/guard.ts';

const PAGE = 50;

/**
 * The newest result of the person, repository and assignment of a submission. Its id cannot be guessed, and stands in the README of whoever wants
 * to show the score. What a teacher runs again, or on trial, has no badge.
 */
export async function badgeOf(store: Store, id: string): Promise<BadgeView> {
  const shown = await store.submissions.get(id);
  if (!shown || !isOwn(shown)) throw notFound('submission', id);
  for await (const one of sameRepository(store, shown)) {
    if (!hasEnded(one)) return { state: 'grading' };
    const result = one.result === null ? null : await store.submissions.result(one.result);
    if (result) return { state: 'graded', earned: result.earned, possible: result.possible };
  }
  return { state: 'none' };
}

/** Newest first. */
async function* sameRepository(store: Store, { person, assignment, repository }: Submission) {
  let after: string | undefined;
  for (;;) {
    const page = await store.submissions.list({
      person,
      assignment,
      limit: PAGE,
      ...(after !== undefined && { after }),
    });
    for (const one of page) {
      if (isOwn(one) && one.repository.toLowerCase() === repository.toLowerCase()) yield one;
    }
    after = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}

function isOwn({ source }: Submission): boolean {
  return source === 'hand-in' || source === 'push';
}
