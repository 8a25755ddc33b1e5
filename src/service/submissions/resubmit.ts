import { DockgradeError } from '../../core/errors.ts';
import { isFolder, type Submission } from '../../core/submission.ts';
import type { Person } from '../../store/contract/people.ts';
import { notFound } from '../people/guard.ts';
import type { ServiceDependencies } from '../service.ts';
import type { Moving } from '../submissions.ts';
import { accept } from './accept.ts';
import { openTo, shownVersion, visibleSubmission } from './access.ts';
import { takenKey, takenRepository } from './request.ts';

/** Hands the same repository in again, for the same person: the newest commit of the same ref, or the same commit. A folder is graded as its files stand. */
export async function resubmit(
  deps: ServiceDependencies,
  moving: Moving,
  viewer: Person,
  { id, sameCommit }: { id: string; sameCommit: boolean },
  idempotencyKey: string | null,
) {
  const key = takenKey(idempotencyKey);
  const again = await visibleSubmission(deps.store, viewer, id);
  const dryRun = again.source === 'dry-run';
  const version = dryRun ? await shownVersion(deps.store, again) : await openTo(deps.store, viewer, again.assignment);
  if (!version) throw notFound('draft of', id);
  // A folder of this machine was never handed in through a door, so it is taken as it is.
  const folder = isFolder(again.repository);
  return accept(deps, moving, {
    version,
    by: viewer,
    person: again.person,
    repository: folder ? again.repository : takenRepository(again.repository, deps.gitHosts),
    ref: again.ref,
    commit: sameCommit && !folder ? knownCommit(again) : null,
    source: dryRun ? 'dry-run' : 'hand-in',
    idempotencyKey: key,
    request: { again: id, sameCommit },
  });
}

function knownCommit({ id, commit }: Submission): string {
  if (commit !== null) return commit;
  throw new DockgradeError('conflict', `The commit of submission ${id} is not known: it was not graded.`, {
    remedy: 'Hand in the newest commit, without "sameCommit".',
    es: {
      message: 'No se conoce el commit de esta entrega: no llegó a calificarse.',
      remedy: 'Entrega el último commit.',
    },
  });
}
