import { readFile } from 'node:fs/promises';
import { defaultAssignment } from '../core/assignment/default.ts';
import { parseAssignment } from '../core/assignment/parse.ts';
import type { Assignment } from '../core/assignment/schema.ts';
import { DockgradeError } from '../core/errors.ts';
import { defaultRubric, graders } from './registry.ts';

/** The assignment in a file, or the default one without a file. Throws `usage` for a file that cannot be read, `assignment-invalid`. */
export async function loadAssignment(file: string | undefined): Promise<Assignment> {
  if (file === undefined) return defaultAssignment(defaultRubric);
  return parseAssignment(
    await content(file),
    file,
    defaultRubric,
    graders.map(({ id }) => id),
  );
}

async function content(file: string): Promise<Uint8Array> {
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
    throw new DockgradeError('usage', `the assignment ${JSON.stringify(file)} cannot be read: ${reason}`, {
      cause: error,
    });
  }
}
