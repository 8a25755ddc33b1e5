import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { readyAssignmentSchema } from './assignment/schema.ts';
import { drillSchema } from './evidence/drills.ts';
import { EVIDENCE_STAGES } from './stages.ts';

/** 26 characters of [a-z0-9], a letter first: unguessable, and fit to name containers, networks, folders and rows. */
export const idSchema = z.string().regex(/^[a-z][a-z0-9]{25}$/, 'an id of 26 letters and digits');

/** Everything a worker needs for one submission, and no credential. */
export const gradingJobSchema = z
  .object({
    id: idSchema,
    /** HTTPS URL, or absolute path of a folder. */
    repository: z.string(),
    /** Branch, tag or commit; null is the default branch. */
    ref: z.string().nullable(),
    assignment: readyAssignmentSchema,
    /** The experiments to make; all of them when it is left out. */
    drills: z.array(drillSchema).optional(),
    /** The stages whose facts are asked for; what they need runs too, and all stages when it is left out. */
    stages: z.array(z.enum(EVIDENCE_STAGES)).optional(),
  })
  .strict();
export type GradingJob = z.infer<typeof gradingJobSchema>;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

export function newId(): string {
  const pick = (from: string) => from.charAt(randomInt(from.length));
  return pick(LETTERS) + Array.from({ length: 25 }, () => pick(`${LETTERS}0123456789`)).join('');
}
