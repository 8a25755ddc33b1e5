import { defaultAssignment } from '../core/assignment/default.ts';
import { parseAssignment } from '../core/assignment/parse.ts';
import type { Assignment } from '../core/assignment/schema.ts';
import { readInput } from './input.ts';
import { defaultRubric, graders } from './registry.ts';

/** The assignment in a file, or the default one without a file. Throws `usage` for a file that cannot be read, `assignment-invalid`. */
export async function loadAssignment(file: string | undefined): Promise<Assignment> {
  if (file === undefined) return defaultAssignment(defaultRubric);
  return parsedAssignment(await readInput(file, 'assignment'), file);
}

/** Throws `assignment-invalid`. */
export function parsedAssignment(bytes: Uint8Array, file: string): Assignment {
  return parseAssignment(
    bytes,
    file,
    defaultRubric,
    graders.map(({ id }) => id),
  );
}
