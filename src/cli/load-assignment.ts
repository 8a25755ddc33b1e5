import { defaultAssignment } from '../core/assignment/default.ts';
import { parseAssignment } from '../core/assignment/parse.ts';
import type { Assignment } from '../core/assignment/schema.ts';
import type { Grader } from '../core/grader.ts';
import { readInput } from './input.ts';
import { defaultRubric } from './registry.ts';

/** The assignment in a file, whose rubric may name these graders, or the default one without a file. Throws `usage` for a file that cannot be read, `assignment-invalid`. */
export async function loadAssignment(file: string | undefined, graders: readonly Grader[]): Promise<Assignment> {
  if (file === undefined) return defaultAssignment(defaultRubric);
  return parsedAssignment(await readInput(file, 'assignment'), file, graders);
}

/** Throws `assignment-invalid`. */
export function parsedAssignment(bytes: Uint8Array, file: string, graders: readonly Grader[]): Assignment {
  return parseAssignment(
    bytes,
    file,
    defaultRubric,
    graders.map(({ id }) => id),
  );
}
