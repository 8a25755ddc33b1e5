import { digest } from '../../core/digest.ts';
import { DockgradeError } from '../../core/errors.ts';
import { lateness } from '../../core/grades.ts';
import { newId } from '../../core/job.ts';
import { DRAFTS, type Submission } from '../../core/submission.ts';
import type { AssignmentVersion } from '../../store/contract/assignments.ts';
import type { Person } from '../../store/contract/people.ts';
import type { Draft } from '../../store/contract/submissions.ts';
import type { ServiceDependencies } from '../service.ts';
import type { Moving } from '../submissions.ts';

/** What is handed in, checked as far as it can be without the store. */
export interface HandIn extends Pick<Draft, 'person' | 'repository' | 'ref' | 'commit' | 'source'> {
  version: AssignmentVersion;
  /** Who hands in, for `person` or as them: deadline and attempts bind students, and teachers may make exceptions. */
  by: Pick<Person, 'role'>;
  idempotencyKey: string | null;
  /** When it counts as handed in; now where it is left out. */
  acceptedAt?: string;
  /** What was asked for: the same key with something else is a conflict. */
  request: object;
}

const DAY = 24 * 3600 * 1000;

/** Stores it; everything that follows from it is begun and not waited for. Throws `deadline-over`, `no-attempts-left`, `conflict`. */
export async function accept(
  { store, log }: ServiceDependencies,
  { wakes, later, feed, slots }: Moving,
  { version: { assignment }, by, idempotencyKey, request, acceptedAt = new Date().toISOString(), ...draft }: HandIn,
): Promise<{ submission: Submission; repeated: boolean }> {
  const bound = by.role === 'student';
  const closed = bound && lateness(assignment, acceptedAt) === null;
  // A request that was accepted in time and is sent again after the deadline is still answered with what it came to.
  if (closed && idempotencyKey === null) throw deadlineOver(assignment);
  const belongs = draft.source === 'dry-run' ? DRAFTS : assignment.id;
  const accepted = await store.submissions.accept(
    { ...draft, id: newId(), assignment: belongs, digest: assignment.digest, acceptedAt },
    {
      limit: closed ? 0 : bound ? (assignment.attempts?.limit ?? null) : null,
      idempotencyKey,
      requestDigest: digest(request),
    },
  );
  if (accepted.outcome === 'no-attempts-left') throw closed ? deadlineOver(assignment) : noAttemptsLeft(accepted.used);
  const { submission } = accepted;
  if (accepted.outcome === 'repeated') return { submission, repeated: true };
  const { id, person, repository, source } = submission;
  log.info({ submission: id, assignment: assignment.id, person, repository, source }, 'submission accepted');
  const { replaced } = accepted;
  if (replaced !== null) {
    log.info({ submission: replaced, replacedBy: id }, 'submission replaced by a newer one');
    wakes.wake(replaced);
  }
  later.begin({ submission: id }, async () => {
    if (replaced !== null) await slots.takeOut(replaced);
    await feed();
  });
  return { submission, repeated: false };
}

function deadlineOver({ id, due, late }: AssignmentVersion['assignment']): DockgradeError {
  const end = due === undefined ? '' : new Date(Date.parse(due) + (late?.days ?? 0) * DAY).toISOString();
  return new DockgradeError('deadline-over', `The assignment "${id}" has taken no submissions since ${end}.`, {
    remedy: 'Ask the teacher whether it can still be handed in.',
  });
}

function noAttemptsLeft(used: number): DockgradeError {
  const all = used === 1 ? 'The one attempt of this assignment is' : `All ${used} attempts of this assignment are`;
  return new DockgradeError('no-attempts-left', `${all} used.`, {
    remedy: 'One that waits or runs can be cancelled, which gives its attempt back; else ask the teacher.',
  });
}
