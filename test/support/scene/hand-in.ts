import { createHash } from 'node:crypto';
import { newId } from '../../../src/core/job.ts';
import type { Person } from '../../../src/store/contract/people.ts';
import type { Opened } from '../service.ts';
import type { Kind } from './homework.ts';

const HOUR = 3600 * 1000;

export interface HandIn {
  person: Person;
  assignment: string;
  kind: Kind;
  hoursAgo: number;
  /** Which try of this homework it is: another commit of the same repository. */
  attempt?: number;
}

/**
 * Handed in some time ago: the service itself takes the present for the moment of whatever it accepts, so this goes to the store as the service would have it.
 * @returns the id
 */
export async function handIn(
  { store }: Pick<Opened, 'store'>,
  kinds: Map<string, Kind>,
  { person, assignment, kind, hoursAgo, attempt = 1 }: HandIn,
): Promise<string> {
  const version = await store.assignments.current(assignment);
  if (!version) throw new Error(`there is no assignment ${assignment}`);
  const repository = `https://github.com/${person.github ?? 'course-2026'}/${assignment}`;
  const id = newId();
  kinds.set(id, kind);
  await store.submissions.accept(
    {
      id,
      person: person.id,
      assignment,
      digest: version.assignment.digest,
      repository,
      ref: null,
      commit: createHash('sha1').update(`${person.email} ${assignment} ${attempt}`).digest('hex'),
      acceptedAt: new Date(Date.now() - hoursAgo * HOUR).toISOString(),
      source: attempt > 1 ? 'push' : 'hand-in',
    },
    { limit: null, idempotencyKey: null, requestDigest: id },
  );
  return id;
}
