import { defaultRubric, diagnoses, graders } from '../../graders/index.ts';
import type { Diagnosis } from '../core/diagnosis.ts';
import { DockgradeError } from '../core/errors.ts';
import type { Grader } from '../core/grader.ts';
import { nearest } from '../core/nearest.ts';

export { defaultRubric, diagnoses, graders };

/** The diagnosis with an id; undefined when there is none. */
export function diagnosisOf(id: string): Diagnosis | undefined {
  return diagnoses.find((diagnosis) => diagnosis.id === id);
}

/** The grader with an id, among these. Throws `usage` for an unknown one, with the id (of a diagnosis, too) that may have been meant. */
export function graderOf(id: string, among: readonly Grader[]): Grader {
  const found = among.find((grader) => grader.id === id);
  if (found) return found;
  const known = [...among, ...diagnoses].map((one) => one.id);
  const near = nearest(id, known);
  const remedy = near ? `Did you mean ${near}?` : '"dockgrade explain" lists all graders and diagnoses.';
  throw new DockgradeError('usage', `there is no grader ${JSON.stringify(id)}`, { remedy });
}
