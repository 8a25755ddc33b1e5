import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DockgradeError } from '../src/core/errors.ts';

const GIB = 1024 ** 3;

/** Bytes. Below the first a run cannot be expected to end well, below the second some large image may not fit. */
export const SPACE = { needed: 2 * GIB, comfortable: 10 * GIB };

/**
 * Makes dockgrade's data folder where it is missing, and says how many bytes are free there.
 *
 * @throws DockgradeError `setting-invalid` when nothing can be written there
 */
export async function openDataFolder(data: string): Promise<number> {
  try {
    await makeFolder(data);
    // A file is none: the dot asks for a folder.
    await access(`${data}/.`, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(data);
    return bavail * bsize;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DockgradeError('setting-invalid', `the data folder ${data} cannot be written to (${code})`, {
      cause: error,
      remedy: 'Give dockgrade another folder in DOCKGRADE_DATA.',
    });
  }
}

/** As `openDataFolder`; throws `disk-full` as well, where a run would end for lack of room. */
export async function requireDataFolder(data: string): Promise<void> {
  const free = await openDataFolder(data);
  if (free >= SPACE.needed) return;
  const message = `the data folder ${data} has ${gib(free)} GiB free; a run needs ${gib(SPACE.needed)} GiB`;
  throw new DockgradeError('disk-full', message, {
    remedy: 'Make room, or give dockgrade another folder in DOCKGRADE_DATA.',
  });
}

/** 1610612736 → `1.5` */
export function gib(bytes: number): string {
  return (bytes / GIB).toFixed(1);
}

/** With its parents; not by `recursive: true`, which never ends where the kernel makes no folders, such as in /proc. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT') throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}
