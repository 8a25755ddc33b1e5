import { defaultRubric, diagnoses, graders } from '../../graders/index.ts';
import { DockgradeError } from '../core/errors.ts';
import type { Grader } from '../core/grader.ts';
import { nearest } from '../core/nearest.ts';

export { defaultRubric, diagnoses, graders };

/** The grader with an id. Throws `usage` for an unknown one, with the id that may have been meant. */
export function graderOf(id: string): Grader {
  const found = graders.find((grader) => grader.id === id);
  if (found) return found;
  const near = nearest(
    id,
    graders.map((grader) => grader.id),
  );
  const remedy = near ? `Did you mean ${near}?` : '"dockgrade explain" lists all graders.';
  throw new DockgradeError('usage', `there is no grader ${JSON.stringify(id)}`, { remedy });
}
