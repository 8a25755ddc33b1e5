import { digest } from '../digest.ts';
import type { Rubric } from '../judge.ts';
import { issueMistakes } from './issues.ts';
import { knownKeys } from './keys.ts';
import { type Mistake, mistakesError } from './mistake.ts';
import { type Assignment, assignmentSchema } from './schema.ts';
import { semanticMistakes } from './semantics.ts';
import { readSource } from './source.ts';

/** What reading a file came to: the assignment, or every mistake. */
export type Read = { assignment: Assignment; mistakes?: never } | { assignment?: never; mistakes: Mistake[] };

/**
 * Reads an assignment file (YAML or JSON). An assignment without a rubric gets `defaultRubric`; `graders` are the ids that a rubric may name.
 * Throws `assignment-invalid` with every mistake: file, line, column, what was found, what was expected.
 */
export function parseAssignment(
  input: string | Uint8Array,
  fileName: string,
  defaultRubric: Rubric,
  graders: readonly string[] = Object.keys(defaultRubric),
): Assignment {
  const { assignment, mistakes } = readAssignmentFile(input, defaultRubric, graders);
  if (mistakes) throw mistakesError(fileName, mistakes);
  return assignment;
}

/** The same, for whoever shows the mistakes in another way. */
export function readAssignmentFile(
  input: string | Uint8Array,
  defaultRubric: Rubric,
  graders: readonly string[],
): Read {
  const source = readSource(input);
  if (Array.isArray(source)) return { mistakes: source };
  const parsed = assignmentSchema.safeParse(source.value);
  const mistakes = [
    ...source.mistakes,
    ...issueMistakes(parsed.error?.issues ?? [], source, knownKeys),
    ...semanticMistakes(source, graders),
  ];
  if (mistakes.length > 0 || !parsed.success) return { mistakes };
  return { assignment: { ...parsed.data, rubric: parsed.data.rubric ?? defaultRubric, digest: digest(parsed.data) } };
}
