import { realpath } from 'node:fs/promises';
import { isAbsolute, join, sep } from 'node:path';
import { parseAddress } from '../../src/core/address.ts';
import { DockgradeError } from '../../src/core/errors.ts';
import type { GitHost } from '../../src/core/git-hosts.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', 'examples');

/** What the operator told a worker of. */
export interface Told {
  /** Absolute paths. */
  folders: readonly string[];
  gitHosts: readonly GitHost[];
}

/**
 * A job comes through Redis, where others may write: the hosts are those that the worker was told of, whatever the service took. A folder is copied with
 * the rights of the worker: none is taken but the bundled examples and what lies below those that it was told of. Throws `repository-not-allowed`, also
 * where there is nothing, so that nobody learns what is; `usage` where it is no address.
 */
export async function requireAllowed(repository: string, { folders, gitHosts }: Told): Promise<void> {
  if (!isAbsolute(repository)) return requireHost(parseAddress(repository), gitHosts);
  const folder = await real(repository);
  for (const path of [EXAMPLES, ...folders]) {
    const allowed = await real(path);
    if (folder !== null && allowed !== null && `${folder}${sep}`.startsWith(`${allowed}${sep}`)) return;
  }
  throw new DockgradeError('repository-not-allowed', 'This worker grades no such folder of its machine.', {
    remedy: 'Hand in the address of a repository, or name the folder in DOCKGRADE_FOLDERS of the worker.',
  });
}

function requireHost({ host }: URL, hosts: readonly GitHost[]): void {
  if (hosts.some((told) => told.host === host)) return;
  throw new DockgradeError('repository-not-allowed', `This worker takes no repositories on ${host}.`, {
    remedy: 'Name the host in DOCKGRADE_GIT_HOSTS of the worker, as in that of the service.',
  });
}

/** Without symbolic links; null when it cannot be reached. */
async function real(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (error) {
    if (
      /^(ENOENT|ENOTDIR|EACCES|ELOOP|ENAMETOOLONG|ERR_INVALID_ARG_VALUE)$/.test(
        `${(error as NodeJS.ErrnoException).code}`,
      )
    )
      return null;
    throw error;
  }
}
