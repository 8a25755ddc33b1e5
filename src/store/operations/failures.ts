import type { Failure, Operations } from '../contract/operations.ts';
import type { Reader } from '../database.ts';
import { submissionOf } from '../submissions/row.ts';

/** Those that ended last first. */
export async function failures(
  db: Reader,
  { id, since, after, limit }: Parameters<Operations['failures']>[0],
): Promise<Failure[]> {
  let query = db
    .selectFrom('submissions')
    .selectAll('submissions')
    .select((of) =>
      of
        .selectFrom('submissions as later')
        .select('later.id')
        .whereRef('later.person', '=', 'submissions.person')
        .whereRef('later.assignment', '=', 'submissions.assignment')
        .whereRef('later.repository_key', '=', 'submissions.repository_key')
        .whereRef('later.order', '>', 'submissions.order')
        .where('later.source', 'in', ['hand-in', 'push'])
        // What was cancelled took the place of nothing.
        .where('later.state', '<>', 'cancelled')
        .orderBy('later.order', 'desc')
        .limit(1)
        .as('again'),
    )
    .where('submissions.state', '=', 'finished')
    .where('submissions.outcome', '=', 'error');
  if (id !== undefined) query = query.where('submissions.id', '=', id);
  if (since !== undefined) query = query.where('submissions.ended_at', '>=', since);
  if (after !== undefined) {
    const last = await db
      .selectFrom('submissions')
      .select(['ended_at', 'order'])
      .where('id', '=', after)
      .executeTakeFirst();
    if (!last?.ended_at) return [];
    const { ended_at, order } = last;
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('submissions.ended_at', 'submissions.order'), '<', tuple(ended_at, order)),
    );
  }
  const rows = await query
    .orderBy('submissions.ended_at', 'desc')
    .orderBy('submissions.order', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ again, ...row }) => ({ submission: submissionOf(row), again }));
}
