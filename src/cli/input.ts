import { readFile } from 'node:fs/promises';
import { DockgradeError } from '../core/errors.ts';

/** A file that a command was given. `what` it should be is in the sentence when it cannot be read. Throws `usage`. */
export async function readInput(file: string, what: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: 'there is no such file',
      EISDIR: 'it is a folder',
      EACCES: 'permission denied',
    };
    const reason = reasons[code ?? ''] ?? code;
    throw new DockgradeError('usage', `the ${what} ${JSON.stringify(file)} cannot be read: ${reason}`, {
      cause: error,
    });
  }
}
