import { digest } from '../digest.ts';
import type { Rubric } from '../judge.ts';
import { type Assignment, assignmentSchema } from './schema.ts';

/**
 * The assignment when none is given: the three activities. It fits any repository with a Compose file: application, port and database
 * are found, there are no probes, and the marker goes through the database's own client.
 */
export function defaultAssignment(rubric: Rubric): Assignment {
  const file = assignmentSchema.parse({
    id: 'three-activities',
    title: { en: 'The three activities', es: 'Las tres actividades' },
  });
  return { ...file, rubric, digest: digest({ ...file, rubric }) };
}
