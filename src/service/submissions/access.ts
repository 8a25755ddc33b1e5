import { DRAFTS, type Submission } from '../../core/submission.ts';
import type { AssignmentVersion } from '../../store/contract/assignments.ts';
import type { Person } from '../../store/contract/people.ts';
import type { Store } from '../../store/store.ts';
import { notFound } from '../people/guard.ts';

/** A submission that this person may see: teachers all, students their own, but not what a teacher runs again before it counts. */
export async function visibleSubmission(store: Store, viewer: Person, id: string): Promise<Submission> {
  const submission = await store.submissions.get(id);
  if (submission && maySee(viewer, submission)) return submission;
  throw notFound('submission', id);
}

export function maySee(viewer: Person, { person, source }: Pick<Submission, 'person' | 'source'>): boolean {
  return viewer.role === 'teacher' || (person === viewer.id && source !== 'regrade');
}

/** The version by which a submission is late: the current one; of a dry run its draft. */
export function shownVersion(
  { assignments }: Pick<Store, 'assignments'>,
  { assignment, digest }: Pick<Submission, 'assignment' | 'digest'>,
): Promise<AssignmentVersion | null> {
  return assignment === DRAFTS ? assignments.version(DRAFTS, digest) : assignments.current(assignment);
}

/** The current version of an assignment that this person may hand in for: teachers any, students those whose roster they are on. */
export async function openTo(store: Store, viewer: Person, assignment: string): Promise<AssignmentVersion> {
  const version = await store.assignments.current(assignment);
  if (version && (viewer.role === 'teacher' || (await store.people.isEnrolled(assignment, viewer.id)))) return version;
  throw notFound('assignment', assignment);
}
