import type { Submission } from '../core/submission.ts';
import type { PendingStatus } from '../store/contract/github.ts';
import { askGithub } from './client.ts';
import { describe } from './describe.ts';

export interface StatusTarget {
  api: string;
  token: string;
  /** Address of the service, without a slash at the end. */
  url: string;
  signal: AbortSignal;
}

/** Posts one commit status. Each assignment has a context of its own, so that several do not overwrite each other. Safe to repeat. */
export async function sendStatus(
  { api, token, url, signal }: StatusTarget,
  place: { owner: string; repo: string },
  status: PendingStatus,
  submission: Submission,
): Promise<void> {
  const answer = await askGithub(
    api,
    token,
    'POST /repos/{owner}/{repo}/statuses/{sha}',
    {
      ...place,
      sha: status.commit,
      ...describe(status, submission),
      context: `dockgrade/${submission.assignment}`,
      target_url: `${url}/submissions/${submission.id}`,
    },
    signal,
  );
  if (answer.status !== 201) {
    throw new Error(`expected 201, not ${answer.status}: is DOCKGRADE_GITHUB_API the address of GitHub's API?`);
  }
}
