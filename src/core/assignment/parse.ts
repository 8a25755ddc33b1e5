import { digest } from '../digest.ts';
import type { Rubric } from '../judge.ts';
import { issueMistakes } from './issues.ts';
import { knownKeys } from './keys.ts';
import { mistakesError } from './mistake.ts';
import { type Assignment, assignmentSchema } from './schema.ts';
import { semanticMistakes } from './semantics.ts';
import { readSource } from './source.ts';

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
  const source = readSource(input);
  if (Array.isArray(source)) throw mistakesError(fileName, source);
  const parsed = assignmentSchema.safeParse(source.value);
  const mistakes = [
    ...source.mistakes,
    ...issueMistakes(parsed.error?.issues ?? [], source, knownKeys),
    ...semanticMistakes(source, graders),
  ];
  if (mistakes.length > 0 || !parsed.success) throw mistakesError(fileName, mistakes);
  return { ...parsed.data, rubric: parsed.data.rubric ?? defaultRubric, digest: digest(parsed.data) };
}
