import { parseAddress, repositoryAddress } from '../../core/address.ts';
import { DockgradeError } from '../../core/errors.ts';
import { idSchema } from '../../core/job.ts';
import type { Api } from '../client/api.ts';

/** What can be handed in: an https:// address. Throws `usage`; who names a folder is told the way that there is for it. */
export function handedIn(argument: string): string {
  if (isAddress(argument)) return parseAddress(argument.trim()).href;
  const name = JSON.stringify(argument.slice(0, 200));
  const typed = /^([\w-]+\.)+[a-z]{2,}\/./i.test(argument);
  throw new DockgradeError('usage', `the repository ${name} is no https:// address`, {
    remedy: typed
      ? `Did you mean https://${argument}?`
      : 'Hand in the address that it was pushed to. A folder is graded on this machine: dockgrade grade FOLDER',
  });
}

/** The submission that is meant: its id, or the newest of a repository. Throws `usage`, `not-found`. */
export async function meantSubmission(client: Api, argument: string): Promise<string> {
  if (idSchema.safeParse(argument).success) return argument;
  if (!isAddress(argument)) {
    throw new DockgradeError(
      'usage',
      `${JSON.stringify(argument.slice(0, 200))} is neither a submission nor a repository`,
      {
        remedy: 'Give the id of a submission, 26 letters and digits, or the https:// address of its repository.',
      },
    );
  }
  const repository = repositoryAddress(argument);
  let after: string | undefined;
  do {
    const { submissions, next } = await client.submissions(after);
    const newest = submissions.find((one) => one.repository === repository && one.source !== 'regrade');
    if (newest) return newest.id;
    after = next ?? undefined;
  } while (after !== undefined);
  throw new DockgradeError('not-found', `${repository} was not handed in yet`, {
    remedy: `Hand it in: dockgrade submit ${repository} --assignment ID`,
  });
}

/** An address of any kind, also one that is not taken: `parseAddress` says what is wrong with it. */
function isAddress(argument: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(argument.trim()) || /^git@[\w.-]+:/.test(argument.trim());
}
