import { randomUUID } from 'node:crypto';
import { lstat, mkdtemp, readdir, realpath, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProvablyDead, ownerOfThis } from './owner.ts';
import { removeTree } from './remove-tree.ts';

/** `dockgrade-PURPOSE~OWNER~RANDOM` */
const NAMED = /^dockgrade-[a-z-]+~([^~]+)~/;
let swept: Promise<void> | undefined;

/**
 * Calls with a folder of this process's own in the machine's temporary one, without links on the way, and removes it. Its name says whose it is:
 * what a process left that was killed is removed before the next one gets its first.
 */
export async function withScratch<Result>(purpose: string, use: (folder: string) => Promise<Result>): Promise<Result> {
  const all = await realpath(tmpdir());
  swept ??= sweepScratch(all);
  await swept;
  const folder = await mkdtemp(join(all, named(purpose)));
  try {
    return await use(folder);
  } finally {
    await removeTree(folder);
  }
}

function named(purpose: string): string {
  return `dockgrade-${purpose}~${ownerOfThis()}~`;
}

/** Removes those of processes of this user that have provably ended. */
async function sweepScratch(all: string): Promise<void> {
  for (const name of await readdir(all)) {
    const owner = NAMED.exec(name)?.[1];
    if (owner === undefined || !isProvablyDead(owner, true)) continue;
    const path = join(all, name);
    const mine = join(all, `${named('old')}${randomUUID()}`);
    const made = await unlessAbsent(lstat(path));
    // Everybody may write there: what somebody else made is theirs to remove.
    if (!made?.isDirectory() || made.uid !== process.getuid?.()) continue;
    // Who renames it removes it, and nobody else.
    await unlessAbsent(rename(path, mine));
    await removeTree(mine);
  }
}

function unlessAbsent<Result>(asked: Promise<Result>): Promise<Result | null> {
  return asked.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}
