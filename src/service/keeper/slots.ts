import { hasEnded, type Submission } from '../../core/submission.ts';
import { isAway } from '../away.ts';
import type { ServiceDependencies } from '../service.ts';
import type { Wakes } from '../submissions/wakes.ts';
import { addJob } from './feed.ts';
import { makeProgress } from './progress.ts';

/** Everything that holds a slot, compared with what the queue knows of it. */
export interface Slots {
  /** One look at all of them. Throws when store or queue is away; what goes wrong with one is logged and leaves the others alone. */
  compare(): Promise<void>;
  /** These changed in the queue: their progress, and whether they run. */
  follow(ids: readonly string[]): Promise<void>;
  /** Takes a cancelled submission out of the queue. Its slot is free once the queue knows it no more, or has ended it. */
  takeOut(id: string): Promise<void>;
}

type Known = 'waiting' | 'running' | 'ended' | 'unknown';

export function makeSlots(deps: ServiceDependencies, wakes: Wakes): Slots {
  const { store, queue, log } = deps;
  const progress = makeProgress(deps, wakes);

  async function takeOut(id: string): Promise<void> {
    await queue.cancel(id);
    // An ended one is in the keeper's next batch, which frees the slot and forgets the job.
    if ((await queue.states([id])).get(id) === 'unknown') await store.submissions.releaseSlot(id);
  }

  /** The store was read before the queue: so a submission that runs there and waits here was put back. */
  async function step(submission: Submission, known: Known): Promise<void> {
    const { id } = submission;
    if (submission.state === 'cancelled') {
      if (known === 'unknown') await store.submissions.releaseSlot(id);
      else if (known !== 'ended') await takeOut(id);
    } else if (known === 'running') await progress.running(submission);
    else if (known === 'waiting' && submission.state === 'running') await putBack(id);
    else if (known === 'unknown') await addAgain(submission);
  }

  /** Also what was given its slot a moment ago, by a process that is about to add it: adding twice does no harm. */
  async function addAgain({ id }: Submission): Promise<void> {
    const submission = await store.submissions.get(id);
    // It ended meanwhile, and the queue was told to forget it.
    if (!submission || hasEnded(submission)) return;
    if (submission.state === 'running') {
      log.warn({ submission: id }, 'the queue lost a running submission; it is put back');
      await putBack(id);
    }
    await addJob(deps, submission);
    log.info({ submission: id }, 'put into the queue again');
  }

  async function putBack(id: string): Promise<void> {
    if (await store.submissions.putBack(id)) wakes.wake(id);
  }

  async function each(submissions: readonly Submission[]): Promise<void> {
    const known = await queue.states(submissions.map(({ id }) => id));
    for (const submission of submissions) {
      try {
        await step(submission, known.get(submission.id) ?? 'unknown');
      } catch (error) {
        if (isAway(error)) throw error;
        log.error({ submission: submission.id, error }, 'store and queue could not be brought in step');
      }
    }
  }

  return {
    takeOut,
    async compare() {
      const held = await store.submissions.dispatched();
      if (held.length > 0) await each(held);
    },
    async follow(ids) {
      const found = await Promise.all(ids.map((id) => store.submissions.get(id)));
      const open = found.filter((one) => one !== null).filter((one) => !hasEnded(one));
      if (open.length > 0) await each(open);
    },
  };
}
