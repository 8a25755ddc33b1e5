import { mistakesError, quote } from '../../core/assignment/mistake.ts';
import { parseAssignment } from '../../core/assignment/parse.ts';
import type { Assignment } from '../../core/assignment/schema.ts';
import { readSource } from '../../core/assignment/source.ts';
import type { ServiceDependencies } from '../service.ts';

/** How mistakes call the file: its own name stayed with whoever sent it. */
const FILE = 'assignment.yaml';

/** Reads the file of the assignment `id`. Throws `assignment-invalid` with every mistake; the id in the file must be the one it is published as. */
export function readAssignment(
  id: string,
  input: Uint8Array | string,
  { defaultRubric, graders }: Pick<ServiceDependencies, 'defaultRubric' | 'graders'>,
): { assignment: Assignment; source: string } {
  const known = graders.map((grader) => grader.id);
  const assignment = parseAssignment(input, FILE, defaultRubric, known);
  if (assignment.id !== id) {
    const source = readSource(input);
    const place = 'placeOf' in source ? source.placeOf(['id'], 'value') : { line: 1, column: 1 };
    const expected = `${quote(id)}, as it is published`;
    throw mistakesError(FILE, [{ ...place, path: 'id', found: quote(assignment.id), expected }]);
  }
  return { assignment, source: typeof input === 'string' ? input : new TextDecoder().decode(input) };
}
