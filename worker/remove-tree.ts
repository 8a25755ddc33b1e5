import { rm } from 'node:fs/promises';
import { run } from './engine/command.ts';

/** Milliseconds for folders so deep that Node does not get to their end. */
const PATIENCE = 60_000;

/**
 * Removes a folder with all that is in it, or a file; one that is not there is fine. Links are removed and not followed. Containers wrote to some of these: folders one
 * in another, whose path is longer than the system takes, are left to a program that goes down step by step.
 */
export async function removeTree(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENAMETOOLONG') throw error;
    const { exitCode, stderr } = await run('rm', ['-rf', '--', path], {
      signal: AbortSignal.timeout(PATIENCE),
      timeout: PATIENCE,
    });
    if (exitCode !== 0) throw new Error(`${path} cannot be removed: ${stderr.slice(0, 300)}`);
  }
}
