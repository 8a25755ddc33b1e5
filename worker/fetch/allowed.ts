import { realpath } from 'node:fs/promises';
import { isAbsolute, join, sep } from 'node:path';
import { DockgradeError } from '../../src/core/errors.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', 'examples');

/**
 * A job comes through Redis, where others may write, and a folder is copied with the rights of the worker: none is taken but the bundled examples and what
 * lies below `told`. Throws `repository-not-allowed`, also where there is nothing, so that nobody learns what is.
 * @param told absolute paths
 */
export async function requireAllowed(repository: string, told: readonly string[]): Promise<void> {
  if (!isAbsolute(repository)) return;
  const folder = await real(repository);
  for (const path of [EXAMPLES, ...told]) {
    const allowed = await real(path);
    if (folder !== null && allowed !== null && `${folder}${sep}`.startsWith(`${allowed}${sep}`)) return;
  }
  throw new DockgradeError('repository-not-allowed', 'This worker grades no such folder of its machine.', {
    remedy: 'Hand in the address of a repository, or name the folder in DOCKGRADE_FOLDERS of the worker.',
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
