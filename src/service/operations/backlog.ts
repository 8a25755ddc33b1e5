import type { WorkerInfo } from '../../queue/queue.ts';
import type { Store } from '../../store/store.ts';
import { median } from '../submissions/estimate.ts';
import { takesJobs } from './takes-jobs.ts';

const RECENT = 25;

/** Seconds until nothing waits any more; null where that is not known: nobody grades, or an assignment has never been graded. */
export async function secondsUntilEmpty(
  { operations, submissions }: Pick<Store, 'operations' | 'submissions'>,
  workers: readonly WorkerInfo[] | null,
): Promise<number | null> {
  const places = (workers ?? []).filter(takesJobs).reduce((sum, { concurrency }) => sum + concurrency, 0);
  const backlog = await operations.backlog();
  if (backlog.length === 0) return 0;
  if (places === 0) return null;
  const work = await Promise.all(
    backlog.map(async ({ assignment, waiting }) => {
      const each = median(await submissions.recentSeconds(assignment, RECENT));
      return each === null ? null : each * waiting;
    }),
  );
  if (work.includes(null)) return null;
  return Math.ceil(work.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0) / places);
}
