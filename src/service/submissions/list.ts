import { DockgradeError } from '../../core/errors.ts';
import type { SubmissionItem } from '../../core/wire/submission.ts';
import type { Person } from '../../store/contract/people.ts';
import type { SubmissionFilter } from '../../store/contract/submissions.ts';
import type { Store } from '../../store/store.ts';
import type { SubmissionService } from '../service.ts';
import { maySee } from './access.ts';
import { submissionItems } from './item.ts';

type Query = Parameters<SubmissionService['list']>[1];

/** Newest first. */
export async function listSubmissions(
  store: Store,
  viewer: Person,
  { student, after, limit, ...query }: Query,
): Promise<{ submissions: SubmissionItem[]; next: string | null }> {
  if (viewer.role !== 'teacher' && student !== undefined && student !== viewer.id) {
    throw new DockgradeError('not-allowed', 'Only teachers list the submissions of somebody else.', {
      remedy: 'Leave out "student".',
    });
  }
  const person = viewer.role === 'teacher' ? student : viewer.id;
  const filter = { ...query, ...(person !== undefined && { person }) };
  // One more than the page tells whether there is a next one.
  const found = await seen(store, viewer, { ...filter, ...(after !== undefined && { after }), limit: limit + 1 });
  const page = found.slice(0, limit);
  return {
    submissions: await submissionItems(store, page),
    next: found.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** Pages of the store, without what this person does not see, until there are `limit`. */
async function seen(store: Store, viewer: Person, filter: SubmissionFilter) {
  const found = [];
  let next: string | undefined = filter.after;
  for (;;) {
    const page = await store.submissions.list({ ...filter, ...(next !== undefined && { after: next }) });
    found.push(...page.filter((one) => maySee(viewer, one)));
    next = page.at(-1)?.id;
    if (page.length < filter.limit || found.length >= filter.limit || next === undefined) return found;
  }
}
