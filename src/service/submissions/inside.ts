import { DockgradeError } from '../../core/errors.ts';
import type { Submission } from '../../core/submission.ts';
import type { Person } from '../../store/contract/people.ts';
import type { Store } from '../../store/store.ts';
import type { ServiceDependencies, SubmissionService } from '../service.ts';
import type { Moving } from '../submissions.ts';
import { accept } from './accept.ts';
import { openTo } from './access.ts';

type Push = Parameters<SubmissionService['submitPush']>[0];
type Pushed = Awaited<ReturnType<SubmissionService['submitPush']>>;

/** How many of a person's latest submissions are looked through for the same repository. */
const LATEST = 50;

/** A push to an enrolled repository. Two that ask at once have the same key, which names what came before them: one is stored. */
export async function submitPush(deps: ServiceDependencies, moving: Moving, push: Push): Promise<Pushed> {
  const { person, assignment, repository, ref, commit } = push;
  const pusher = await deps.store.people.person(person);
  const version = pusher && (await openTo(deps.store, pusher, assignment).catch(nullWhenNotFound));
  if (!version) return { ignored: 'not-enrolled' };
  const before = await latest(deps.store, push);
  if (before && before.commit === commit && counts(before)) return { submission: before.id, repeated: true };
  try {
    const { submission, repeated } = await accept(deps, moving, {
      version,
      by: pusher,
      person,
      repository,
      ref,
      commit,
      source: 'push',
      // A tab is in no key that came through a door.
      idempotencyKey: `push\t${repository}\t${commit}\t${before?.id ?? 'first'}`,
      request: { push: commit },
    });
    return { submission: submission.id, repeated };
  } catch (error) {
    const code = error instanceof DockgradeError ? error.code : null;
    if (code === 'deadline-over' || code === 'no-attempts-left') return { ignored: code };
    throw error;
  }
}

/** A folder of this machine: the bundled example. */
export async function submitFolder(
  deps: ServiceDependencies,
  moving: Moving,
  person: Person,
  assignment: string,
  folder: string,
): Promise<string> {
  const version = await openTo(deps.store, person, assignment);
  const { submission } = await accept(deps, moving, {
    version,
    by: person,
    person: person.id,
    repository: folder,
    ref: null,
    commit: null,
    source: 'hand-in',
    idempotencyKey: null,
    request: { folder },
  });
  return submission.id;
}

async function latest(store: Store, { person, assignment, repository }: Push): Promise<Submission | null> {
  const list = await store.submissions.list({ person, assignment, limit: LATEST });
  // GitHub's names are the same in upper and lower case.
  const same = (one: Submission) => one.repository.toLowerCase() === repository.toLowerCase();
  return list.find((one) => same(one) && one.source !== 'regrade') ?? null;
}

function counts({ state, outcome }: Submission): boolean {
  return state !== 'cancelled' && outcome !== 'error';
}

function nullWhenNotFound(error: unknown): null {
  if (error instanceof DockgradeError && error.code === 'not-found') return null;
  throw error;
}
