import { z } from 'zod';
import { textSchema, whereSchema } from './common.ts';

/** A reason why the Compose file may not run. `rule` is the stable id of a rule in worker/admission. */
export const refusalSchema = z.object({ rule: z.string(), message: textSchema, where: whereSchema });
export type Refusal = z.infer<typeof refusalSchema>;

/** Something in the Compose file that was changed so that it may run here. */
export const noteSchema = z.object({
  rule: z.string(),
  action: z.enum(['strip', 'rewrite', 'limit']),
  message: textSchema,
  where: whereSchema,
});
export type Note = z.infer<typeof noteSchema>;

export const admitEvidenceSchema = z.object({
  outcome: z.enum(['admitted', 'refused']),
  refusals: z.array(refusalSchema),
  notes: z.array(noteSchema),
});
