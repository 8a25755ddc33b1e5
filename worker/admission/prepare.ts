import { chmod, cp, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Preparation } from './input.ts';

/**
 * Puts on disk what an admitted model mounts: once, before its containers are created for the first time. Links are copied as links. A file
 * that the repository does not hold is left to the engine to complain about.
 */
export async function prepare({ createFolders, copies, files }: Preparation): Promise<void> {
  for (const folder of createFolders) await mkdir(folder, { recursive: true });
  for (const { from, to } of copies) {
    if (!(await exists(from))) continue;
    await mkdir(dirname(to), { recursive: true });
    await cp(from, to, { recursive: true, verbatimSymlinks: true });
  }
  for (const { path, text } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    // Users of containers are strangers here, and must read it, whatever the process's umask.
    await chmod(path, 0o644);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
