import { DockgradeError } from '../../core/errors.ts';
import type { SubmitRequest } from '../../core/wire/submission.ts';
import type { Person } from '../../store/contract/people.ts';
import type { Store } from '../../store/store.ts';
import type { ServiceDependencies } from '../service.ts';
import type { Moving } from '../submissions.ts';
import { accept } from './accept.ts';
import { openTo } from './access.ts';
import { takenKey, takenRef, takenRepository } from './request.ts';

/** What somebody hands in: a student for themselves, a teacher also for a student. */
export async function submit(
  deps: ServiceDependencies,
  moving: Moving,
  viewer: Person,
  request: SubmitRequest,
  idempotencyKey: string | null,
) {
  const key = takenKey(idempotencyKey);
  const version = await openTo(deps.store, viewer, request.assignment);
  const repository = takenRepository(request.repository, deps.gitHosts);
  const ref = takenRef(request.ref);
  const person = await handedInFor(deps.store, viewer, request.student);
  return accept(deps, moving, {
    version,
    by: viewer,
    person: person.id,
    repository,
    ref,
    commit: null,
    source: 'hand-in',
    idempotencyKey: key,
    request: { assignment: request.assignment, repository, ref },
  });
}

async function handedInFor(store: Store, viewer: Person, email: string | undefined): Promise<Person> {
  if (email === undefined || email.toLowerCase() === viewer.email) return viewer;
  if (viewer.role !== 'teacher') {
    throw new DockgradeError('not-allowed', 'Only teachers hand in for somebody else.', {
      remedy: 'Leave out "student".',
    });
  }
  const person = await store.people.byEmail(email.toLowerCase());
  if (person) return person;
  const message = `Nobody has the email ${JSON.stringify(email)}.`;
  throw new DockgradeError('request-invalid', message, {
    remedy: 'Give the email as it is in the roster.',
    es: {
      message: `Nadie tiene el correo ${JSON.stringify(email)}.`,
      remedy: 'Escribe el correo como está en la lista.',
    },
    errors: [{ where: '/student', message }],
  });
}
