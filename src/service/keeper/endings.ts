import { hasEnded, type Submission } from '../../core/submission.ts';
import type { Ended } from '../../queue/queue.ts';
import { isAway } from '../away.ts';
import type { Finished, ServiceDependencies } from '../service.ts';
import type { Wakes } from '../submissions/wakes.ts';
import { finishedFigures } from './figures.ts';
import { makeProgress } from './progress.ts';
import { currentCompute, errorEnding, judged } from './result.ts';

/** Brings what has ended into the books. */
export interface Endings {
  /** One look. Throws when store or queue is away; what goes wrong with one is logged and leaves the others alone. */
  collect(): Promise<void>;
}

/** How many ended jobs are fetched at a time: each carries its evidence. */
const BATCH = 20;
/** How often a result is tried to be stored before the submission ends as an error of ours. */
const TRIES = 3;

export function makeEndings(deps: ServiceDependencies, wakes: Wakes, tell: (finished: Finished) => void): Endings {
  const { store, queue, log } = deps;
  const progress = makeProgress(deps, wakes);
  const failures = new Map<string, number>();

  async function collect(): Promise<void> {
    const failed = new Set<string>();
    for (;;) {
      const batch = (await queue.ended(BATCH + failed.size)).filter(({ id }) => !failed.has(id));
      if (batch.length === 0) return;
      // At once: the store may write them to the disk together.
      const results = await Promise.allSettled(batch.map(taken));
      for (const [index, result] of results.entries()) {
        if (result.status === 'rejected') throw result.reason;
        const id = batch[index]?.id;
        if (!result.value && id !== undefined) failed.add(id);
      }
    }
  }

  /** False when it must be tried again at the next look. */
  async function taken(ended: Ended): Promise<boolean> {
    const { id } = ended;
    try {
      await settle(ended, (failures.get(id) ?? 0) >= TRIES);
      failures.delete(id);
      return true;
    } catch (error) {
      // A disk that is full is no fault of the result: that one is kept, however long it takes.
      if (!isAway(error)) failures.set(id, (failures.get(id) ?? 0) + 1);
      else if (!(await bothAnswer())) throw error;
      log.error({ submission: id, error }, 'its result could not be brought into the books');
      return false;
    }
  }

  /** They may be there, and this one thing too much for them: it must not hold up everybody else. */
  async function bothAnswer(): Promise<boolean> {
    const answers = await Promise.allSettled([store.ping(), queue.ping()]);
    return answers.every(({ status }) => status === 'fulfilled');
  }

  async function settle(ended: Ended, givenUp: boolean): Promise<void> {
    const { id } = ended;
    const submission = await store.submissions.get(id);
    if (!submission) log.warn({ submission: id }, 'the queue had a result of a submission that nobody handed in');
    else if (hasEnded(submission) || !(await finish(submission, ended, givenUp))) {
      // Cancelled, or another process was first.
      await store.submissions.releaseSlot(id);
    }
    await queue.forget(id);
  }

  async function finish(submission: Submission, ended: Ended, givenUp: boolean): Promise<boolean> {
    const { id, assignment } = submission;
    const now = Date.now();
    const ran = ended.outcome === 'done' ? ended.run.stages.reduce((sum, { seconds }) => sum + seconds, 0) : 0;
    const since = Math.max(Date.parse(submission.acceptedAt), now - ran * 1000);
    if (!givenUp) await progress.running(submission, new Date(since).toISOString());
    const ending = ended.outcome === 'done' && !givenUp ? await judged(deps, submission, ended) : errorEnding(ended);
    const at = new Date(now).toISOString();
    const first = await store.submissions.finish(id, ending, at, await currentCompute(store, assignment));
    if (!first) return false;
    wakes.wake(id);
    const figures = finishedFigures(submission, ending, { since, now });
    const { outcome, tries, seconds } = figures;
    if (ending.outcome === 'error') {
      const { code, message } = ending.fault;
      log.error({ submission: id, outcome, tries, code, fault: message }, 'submission finished without a result');
    } else {
      const { earned, possible } = ending.result;
      log.info({ submission: id, outcome, tries, seconds, earned, possible }, 'submission finished');
    }
    tell(figures);
    return true;
  }

  return { collect };
}
