import { DockgradeError } from '../../core/errors.ts';
import type { Person } from '../../store/contract/people.ts';
import { notFound } from '../people/guard.ts';
import type { ServiceDependencies } from '../service.ts';
import { accept } from '../submissions/accept.ts';
import type { Moving } from '../submissions.ts';
import { failuresOfDay, handedIn, isRetryable } from './failures.ts';

/** How many are handed in again at one request: somebody waits for its answer. */
const MANY = 200;
/** At once: the store may write them to the disk together. */
const TOGETHER = 20;

/**
 * Hands in again what ended by a fault of ours: what was fetched then, for the same student, as if it had arrived when the first one did. So neither a deadline that
 * has passed meanwhile nor the attempts count against the student, and it is graded before what was handed in later.
 */
export async function retry(deps: ServiceDependencies, moving: Moving, by: Person, id: string): Promise<string> {
  const [failure] = await deps.store.operations.failures({ id, limit: 1 });
  if (!failure && !(await deps.store.submissions.get(id))) throw notFound('submission', id);
  const source = failure && handedIn(failure.submission);
  if (!failure || !source) {
    throw new DockgradeError('conflict', `Submission ${id} did not end by a fault of ours.`, {
      remedy: 'Only what did can be tried again; the page of the submission says how it ended.',
      es: {
        message: 'Esta entrega no terminó por una falla nuestra.',
        remedy: 'Solo se puede reintentar lo que falló por nosotros; la página de la entrega dice cómo terminó.',
      },
    });
  }
  const { submission: failed, again: since } = failure;
  // It takes the place of nothing that the student handed in since, and nobody hands it in twice.
  if (since !== null) return since;
  const version = await deps.store.assignments.current(failed.assignment);
  if (!version) throw notFound('assignment', failed.assignment);
  const { submission } = await accept(deps, moving, {
    version,
    by,
    person: failed.person,
    repository: failed.repository,
    ref: failed.ref,
    commit: failed.commit ?? (await fetched(deps, id)),
    source,
    acceptedAt: failed.acceptedAt,
    // A tab is in no key that came through a door. Two who press the button get the same.
    idempotencyKey: `retry\t${id}`,
    request: { retry: id },
  });
  deps.log.info({ submission: submission.id, retryOf: id, by: by.id }, 'handed in again after a fault of ours');
  return submission.id;
}

/** Everything of the last day that ended with this code and that nothing came after. `left`: how many wait for another call. */
export async function retryAll(
  deps: ServiceDependencies,
  moving: Moving,
  by: Person,
  code: string,
): Promise<{ retried: number; left: number }> {
  const open = (await failuresOfDay(deps.store, Date.now())).filter(
    (failure) => isRetryable(failure) && failure.submission.fault?.code === code,
  );
  const now = open.slice(0, MANY);
  for (let at = 0; at < now.length; at += TOGETHER) {
    await Promise.all(now.slice(at, at + TOGETHER).map(({ submission }) => retry(deps, moving, by, submission.id)));
  }
  return { retried: now.length, left: open.length - now.length };
}

/** The commit that its last try fetched; null when it came to none, so that the newest one of its branch is taken. */
async function fetched({ store }: ServiceDependencies, id: string): Promise<string | null> {
  let commit: string | null = null;
  let last = 0;
  for (;;) {
    const page = await store.events.after(id, last, MANY);
    for (const { seq, event } of page) {
      last = seq;
      if (event.type === 'stage-ended' && event.commit !== undefined) commit = event.commit;
    }
    if (page.length < MANY) return commit;
  }
}
