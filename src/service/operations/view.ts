import type { OperationsView } from '../../core/wire/operations.ts';
import type { WorkerInfo } from '../../queue/queue.ts';
import { isAway } from '../away.ts';
import type { Keeper, ServiceDependencies } from '../service.ts';
import { secondsUntilEmpty } from './backlog.ts';
import { byCode, failurePage, failuresOfDay, isRetryable } from './failures.ts';
import { healthOf, troubleOf } from './health.ts';
import { operatedItems } from './items.ts';
import { countLeftovers } from './leftovers.ts';
import { makeRunning } from './running.ts';
import { takesJobs } from './takes-jobs.ts';

/** Lines of each list. */
const NEXT = 10;
const RUNNING = 200;

/** Everything that whoever operates the service sees, of one moment. What Redis alone knows is left out while it is away. */
export function operationsView(deps: ServiceDependencies, keeper: Keeper) {
  const { store } = deps;
  const running = makeRunning(deps);
  const leftovers = countLeftovers(keeper);

  return async ({ after }: { after?: string | undefined }): Promise<OperationsView> => {
    const now = Date.now();
    const [workers, counts, runs, waiting, bytes, ofDay, page] = await Promise.all([
      askWorkers(deps),
      store.submissions.counts(),
      store.submissions.list({ state: 'running', limit: RUNNING }),
      store.operations.waiting(NEXT),
      store.operations.size(),
      failuresOfDay(store, now),
      failurePage(store, after),
    ]);
    const told = new Map(
      (workers ?? []).flatMap((worker) => worker.running.map((run) => [run.submission, { ...run, on: worker.id }])),
    );
    const known = workers !== null;
    const items = await running(
      runs.map((submission) => ({ submission, told: told.get(submission.id) ?? null, known })),
      now,
    );
    const on = (id: string | undefined) => items.filter((item) => told.get(item.id)?.on === id);
    const condition = {
      queueAnswers: known,
      workers: workers && { taking: workers.filter(takesJobs).length, shown: workers.length },
      roundAge: keeper.lastRound === null ? null : (now - Date.parse(keeper.lastRound)) / 1000,
      oldestWaiting: counts.oldestWaitingAt === null ? null : (now - Date.parse(counts.oldestWaitingAt)) / 1000,
      hanging: items.filter(({ hang }) => hang !== null).length,
      open: ofDay.filter(isRetryable).length,
      breached: ofDay.some(({ submission }) => submission.fault?.code === 'sandbox-breached'),
    };
    return {
      at: new Date(now).toISOString(),
      ...healthOf(condition),
      trouble: troubleOf(condition),
      queue: {
        waiting: counts.waiting,
        running: counts.running,
        oldestWaitingAt: counts.oldestWaitingAt,
        emptySeconds: await secondsUntilEmpty(store, workers),
        next: await operatedItems(store, waiting),
      },
      workers: workers?.map((worker) => ({ ...shownWorker(worker), running: on(worker.id) })) ?? null,
      unclaimed: on(undefined),
      failures: { codes: byCode(ofDay), ...page },
      lastRound: keeper.lastRound,
      leftovers: leftovers(),
      books: { bytes, accepted: counts.accepted },
    };
  };
}

/** Null while Redis is away. */
async function askWorkers({ queue }: ServiceDependencies): Promise<WorkerInfo[] | null> {
  try {
    return await queue.workers();
  } catch (error) {
    if (isAway(error)) return null;
    throw error;
  }
}

function shownWorker({ concurrency, running: _, ...worker }: WorkerInfo) {
  return { ...worker, places: concurrency };
}
