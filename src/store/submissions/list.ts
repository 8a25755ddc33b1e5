import type { Submission } from '../../core/submission.ts';
import type { SubmissionFilter } from '../contract/submissions.ts';
import type { Reader } from '../database.ts';
import { submissionOf } from './row.ts';

/** Newest first. */
export async function listSubmissions(
  db: Reader,
  { person, assignment, state, after, limit }: SubmissionFilter,
): Promise<Submission[]> {
  let query = db.selectFrom('submissions').selectAll();
  if (person !== undefined) query = query.where('person', '=', person);
  if (assignment !== undefined) query = query.where('assignment', '=', assignment);
  if (state !== undefined) query = query.where('state', '=', state);
  if (after !== undefined) {
    const last = await db
      .selectFrom('submissions')
      .select(['accepted_at', 'order'])
      .where('id', '=', after)
      .executeTakeFirst();
    if (!last) return [];
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('accepted_at', 'order'), '<', tuple(last.accepted_at, last.order)),
    );
  }
  const rows = await query.orderBy('accepted_at', 'desc').orderBy('order', 'desc').limit(limit).execute();
  return rows.map(submissionOf);
}
