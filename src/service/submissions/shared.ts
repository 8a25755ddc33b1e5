import type { Submission } from '../../core/submission.ts';
import type { Person } from '../../store/contract/people.ts';
import type { Store } from '../../store/store.ts';
import { requireTeacher } from '../people/guard.ts';
import type { SubmissionService } from '../service.ts';

/** How many of somebody's newest submissions are looked at. */
const LATEST = 100;

type Shared = Awaited<ReturnType<SubmissionService['shared']>>;

/** The same repository handed in by several: told, and judged by nobody but the teacher. */
export async function sharedRepositories(
  { submissions }: Pick<Store, 'submissions'>,
  viewer: Person,
  assignment: string,
  student: string,
): Promise<Shared> {
  requireTeacher(viewer);
  const handedIn = await submissions.list({ assignment, person: student, limit: LATEST });
  // GitHub's names are the same in upper and lower case.
  const repositories = new Map<string, Submission>(handedIn.map((one) => [one.repository.toLowerCase(), one]));
  const shared = await Promise.all(
    [...repositories.values()].map(async (one) => ({
      repository: one.repository,
      others: await submissions.sharers(one),
    })),
  );
  return shared.filter(({ others }) => others.length > 0);
}
