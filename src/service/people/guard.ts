import { DockgradeError } from '../../core/errors.ts';
import type { PersonView } from '../../core/wire/people.ts';
import type { Person } from '../../store/contract/people.ts';

/** Throws `not-allowed` unless a teacher asks. */
export function requireTeacher(viewer: Person): void {
  if (viewer.role === 'teacher') return;
  throw new DockgradeError('not-allowed', 'Only teachers may do that.', {
    remedy: 'Ask your teacher, or sign in with the link of a teacher.',
  });
}

/** `not-found`, in the same words whether there is no such thing or it belongs to somebody else. */
export function notFound(what: string, id: string): DockgradeError {
  return new DockgradeError('not-found', `There is no ${what} ${JSON.stringify(id.slice(0, 100))}.`, {
    remedy: 'Look for it in the list; what belongs to somebody else is not shown.',
  });
}

/** What others are told of a person. */
export function personView({ id, role, name, email, github }: Person): PersonView {
  return { id, role, name, email, github };
}
