import { type Mistake, mistakesError, quote } from '../../core/assignment/mistake.ts';
import { readAssignmentFile } from '../../core/assignment/parse.ts';
import type { Assignment } from '../../core/assignment/schema.ts';
import { readSource } from '../../core/assignment/source.ts';
import { same } from '../../core/text.ts';
import type { ServiceDependencies } from '../service.ts';

/** How mistakes call the file: its own name stayed with whoever sent it. */
const FILE = 'assignment.yaml';

type Known = Pick<ServiceDependencies, 'defaultRubric' | 'graders'>;

/** Reads the file of the assignment `id`. Throws `assignment-invalid` with every mistake; the id in the file must be the one it is published as. */
export function readAssignment(
  id: string | null,
  input: Uint8Array | string,
  known: Known,
): { assignment: Assignment; source: string } {
  const { assignment, mistakes } = findMistakes(id, input, known);
  if (mistakes) throw mistakesError(FILE, mistakes);
  return { assignment, source: typeof input === 'string' ? input : new TextDecoder().decode(input) };
}

/** The same without throwing. `id`: null for a file that may have any. */
export function findMistakes(
  id: string | null,
  input: Uint8Array | string,
  { defaultRubric, graders }: Known,
): ReturnType<typeof readAssignmentFile> {
  const known = graders.map((grader) => grader.id);
  const read = readAssignmentFile(input, defaultRubric, known);
  if (read.mistakes || id === null || read.assignment.id === id) return read;
  const source = readSource(input);
  const place = 'placeOf' in source ? source.placeOf(['id'], 'value') : { line: 1, column: 1 };
  const mistake: Mistake = {
    ...place,
    path: 'id',
    found: same(quote(read.assignment.id)),
    expected: { en: `${quote(id)}, as it is published`, es: `${quote(id)}, como está publicada` },
  };
  return { mistakes: [mistake] };
}
