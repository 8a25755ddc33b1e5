import type { GradingJob } from '../../core/job.ts';
import { isFolder, type Submission } from '../../core/submission.ts';
import type { Store } from '../../store/store.ts';
import { isAway } from '../away.ts';
import { coalesced } from '../coalesced.ts';
import type { ServiceDependencies } from '../service.ts';

type Books = Pick<ServiceDependencies, 'store' | 'queue'>;

/** How many jobs are added at a time. */
const AT_ONCE = 50;

/** Gives free slots to those who wait and puts them into the queue. Safe at any time and in several processes; throws when store or queue is away. */
export type Feed = () => Promise<void>;

export function makeFeed({ store, queue, log }: Books & Pick<ServiceDependencies, 'log'>): Feed {
  const add = async (submission: Submission) => {
    try {
      await addJob({ store, queue }, submission);
    } catch (error) {
      if (isAway(error)) throw error;
      log.error({ submission: submission.id, error }, 'could not be put into the queue');
    }
  };
  return coalesced(async () => {
    const ready = await store.submissions.dispatch();
    for (let first = 0; first < ready.length; first += AT_ONCE) {
      await Promise.all(ready.slice(first, first + AT_ONCE).map(add));
    }
  });
}

/** Puts a submission that has a slot into the queue. */
export async function addJob({ store, queue }: Books, submission: Submission): Promise<void> {
  const { id, priority } = submission;
  await queue.add(await jobOf(store, submission), priority);
  // Cancelled between its slot and its job: whoever cancelled it found nothing in the queue.
  const now = await store.submissions.get(id);
  if (now?.state === 'cancelled') await queue.cancel(id);
}

/** What a worker is given: the version that it was handed in for, and the very commit where one was asked for, or is graded again. */
async function jobOf(store: Store, submission: Submission): Promise<GradingJob> {
  const { id, repository, commit, ref, assignment, digest } = submission;
  const version = await store.assignments.version(assignment, digest);
  if (!version) throw new Error(`the store has no version ${digest} of the assignment ${assignment}`);
  return { id, repository, ref: isFolder(repository) ? null : (commit ?? ref), assignment: version.assignment };
}
