import { constants } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, readdir, readlink, realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { DockgradeError } from '../../src/core/errors.ts';
import { git } from './git.ts';
import { countUpTo, FOLDER_LIMITS } from './limits.ts';

/** Entries that are copied at the same time. */
const AT_ONCE = 32;

/**
 * Copies a folder as its files stand, without any `.git`: symbolic links as they are, sockets and devices left out, modes as in `settle`. What lies in
 * `except` is left out too (the folder of the run may be inside). Throws `repository-not-found`, `repository-too-large`.
 */
export async function copyFolder(from: string, to: string, except: string, signal: AbortSignal) {
  const source = await folderAt(from);
  const left = await realpath(except);
  const count = countUpTo(FOLDER_LIMITS, from);
  const copy = async (name: string, here: string, there: string): Promise<void> => {
    signal.throwIfAborted();
    const path = join(here, name);
    const stat = await lstat(path);
    if (stat.isDirectory()) {
      if (path !== left) await copyAll(path, join(there, name));
    } else if (stat.isSymbolicLink()) {
      count.add(stat.size);
      await symlink(await readlink(path), join(there, name));
    } else if (stat.isFile()) {
      count.add(stat.size);
      await copyFile(path, join(there, name), constants.COPYFILE_FICLONE);
      await chmod(join(there, name), stat.mode & 0o100 ? 0o755 : 0o644);
    }
  };
  const copyAll = async (here: string, there: string): Promise<void> => {
    await mkdir(there, { recursive: true });
    await chmod(there, 0o755);
    const names = (await readdir(here)).filter((name) => name !== '.git');
    for (let at = 0; at < names.length; at += AT_ONCE) {
      await Promise.all(names.slice(at, at + AT_ONCE).map((name) => copy(name, here, there)));
    }
  };
  await copyAll(source, to);
  return { files: count.files, bytes: count.bytes };
}

/** The commit of the git work tree that a folder lies in; `git` is false outside of one, `commit` null before the first. */
export async function commitOf(folder: string, signal: AbortSignal): Promise<{ git: boolean; commit: string | null }> {
  const args = ['rev-parse', '--is-inside-work-tree', '--verify', 'HEAD'];
  const { stdout } = await git(args, { signal, timeout: 10_000, cwd: folder });
  const [inside, commit] = stdout.split('\n');
  return {
    git: inside === 'true',
    commit: inside === 'true' && /^[0-9a-f]{40}$/.test(commit ?? '') ? (commit ?? null) : null,
  };
}

async function folderAt(path: string): Promise<string> {
  try {
    const real = await realpath(path);
    if ((await lstat(real)).isDirectory()) return real;
  } catch (error) {
    if (!/^(ENOENT|ENOTDIR|EACCES|ELOOP)$/.test((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  throw new DockgradeError('repository-not-found', `There is no folder ${path}.`, {
    remedy: 'Check the path, or give the HTTPS address of a repository.',
  });
}
