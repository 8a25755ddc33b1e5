import type { Log } from '../core/log.ts';
import type { Settings } from '../core/settings.ts';
import type { Submission } from '../core/submission.ts';
import type { PendingStatus } from '../store/contract/github.ts';
import type { Store } from '../store/store.ts';
import { nextTry, readFailure } from './failure.ts';
import { ownerAndName } from './repository.ts';
import { sendStatus } from './send-status.ts';

/** Milliseconds between two looks when there is nothing to do. */
export const IDLE = 1000;
/** So few that all of them are through, or timed out, before the store gives them to somebody else. */
const BATCH = 5;
/** Among how many of a person's latest submissions the same commit is looked for. */
const LATEST = 50;

export interface StatusDependencies {
  store: Pick<Store, 'github' | 'submissions'>;
  github: Settings['github'];
  /** Address of the service, without a slash at the end. */
  url: string;
  log: Log;
}

/** One round: sends what is due, and answers with the milliseconds until the next. */
export function makeSender(
  { store, github, url, log }: StatusDependencies,
  signal: AbortSignal,
): () => Promise<number> {
  const told = new Set<string>();
  const giveUp = (status: PendingStatus, message: string) => store.github.statusFailed(status.id, null, message);

  async function send(status: PendingStatus): Promise<number> {
    const submission = await store.submissions.get(status.submission);
    const place = ownerAndName(status.repository, github.url);
    if (github.token === null || place === null || submission === null) {
      await giveUp(status, github.token === null ? 'there is no token' : 'not a repository of this GitHub');
      return 0;
    }
    if (status.tries > 0 && (await isOvertaken(store, submission))) {
      await giveUp(status, 'the commit was handed in again meanwhile');
      return 0;
    }
    try {
      await sendStatus({ api: github.api, token: github.token, url, signal }, place, status, submission);
    } catch (error) {
      if (signal.aborted) return 0;
      return await failed(status, place.owner, error);
    }
    await store.github.statusSent(status.id);
    log.debug({ submission: submission.id, repository: status.repository, state: status.state }, 'commit status sent');
    return 0;
  }

  async function failed(status: PendingStatus, owner: string, error: unknown): Promise<number> {
    const now = Date.now();
    const failure = readFailure(error, now);
    const { submission, repository } = status;
    const next = failure.kind === 'lasting' ? null : nextTry(status.tries + 1, now);
    if (next === null) {
      await giveUp(status, failure.message);
      // Once for each owner: what is wrong with a token is wrong for all of a class.
      const key =
        failure.kind === 'lasting' ? `${failure.status} ${failure.status === 401 ? '' : owner}` : failure.kind;
      log[told.has(key) ? 'debug' : 'error']({ submission, repository, ...failure }, 'commit status given up');
      told.add(key);
      return 0;
    }
    const at = failure.kind === 'limited' ? Math.max(failure.until, next) : next;
    await store.github.statusFailed(status.id, new Date(at).toISOString(), failure.message);
    log.info(
      { submission, repository, message: failure.message, next: new Date(at).toISOString() },
      'commit status waits',
    );
    return failure.kind === 'limited' ? failure.until - now : 0;
  }

  return async () => {
    const due = await store.github.dueStatuses(new Date().toISOString(), BATCH);
    for (const status of due) {
      if (signal.aborted) return 0;
      const pause = await send(status);
      if (pause > 0) return pause;
    }
    return due.length < BATCH ? IDLE : 0;
  };
}

/** Whether the same commit was handed in again: a status that comes late must not stand in the place of the newer one's. */
async function isOvertaken(store: StatusDependencies['store'], submission: Submission): Promise<boolean> {
  const { person, assignment, repository, commit } = submission;
  const latest = await store.submissions.list({ person, assignment, limit: LATEST });
  const same = latest.find((one) => one.repository === repository && one.commit === commit && one.source !== 'regrade');
  return same !== undefined && same.id !== submission.id;
}
