import { z } from 'zod';
import { DRILLS } from '../../core/evidence/drills.ts';
import { GROUPS, type Grader } from '../../core/grader.ts';
import { EVIDENCE_STAGES } from '../../core/stages.ts';

const words = z.string('a text').trim().min(1, 'a text');
const text = z.strictObject({ en: words, es: words }, '{ en, es }');
const stages = `a list of stages: ${EVIDENCE_STAGES.join(', ')}`;
const drills = `a list of drills: ${DRILLS.join(', ')}`;

/** What a file of a teacher's own has to export; the messages say what was expected. */
export const ownGraderSchema = z.strictObject(
  {
    id: z.string('a text').regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower-case letters, digits and dashes'),
    group: z.enum(GROUPS, `one of ${GROUPS.join(', ')}`),
    title: text,
    lesson: z.string('a text').default(''),
    about: z.strictObject({ looks: text, why: text, mend: text }, '{ looks, why, mend }'),
    examples: z.strictObject({ passes: words, fails: words }, '{ passes, fails }').optional(),
    drills: z.array(z.enum(DRILLS, `one of ${DRILLS.join(', ')}`), drills).optional(),
    needs: z.array(z.enum(EVIDENCE_STAGES, `one of ${EVIDENCE_STAGES.join(', ')}`), stages).min(1, stages),
    judge: z.custom<Grader['judge']>((value) => typeof value === 'function', 'a function from evidence to a verdict'),
  },
  'a grader, made with defineGrader({ … })',
);
export type OwnGraderFile = z.infer<typeof ownGraderSchema>;
