import { z } from 'zod';
import { textSchema } from './evidence/common.ts';
import { evidenceSchema } from './evidence/index.ts';
import { reportSchema, stageSchema } from './report/schema.ts';
import { STAGES } from './stages.ts';

/** How one stage went, as the worker recorded it: still in every language. */
export const stageRecordSchema = stageSchema.extend({ detail: textSchema });
export type StageRecord = z.infer<typeof stageRecordSchema>;

/** The facts of one run: what is judged afterwards, and what a worker gives back. */
export const runSchema = z.object({
  submission: reportSchema.shape.submission,
  outcome: z.enum(['graded', 'refused']),
  evidence: evidenceSchema,
  stages: z.array(stageRecordSchema),
  leftovers: reportSchema.shape.leftovers,
  worker: reportSchema.shape.worker,
});
export type Run = z.infer<typeof runSchema>;

const stage = z.enum(STAGES);

/** Progress of a run, in the order in which it happens. */
export const runEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('stage-started'), stage, at: z.string() }),
  z.object({ type: z.literal('stage-detail'), stage, detail: textSchema }),
  z.object({
    type: z.literal('stage-ended'),
    stage,
    outcome: stageSchema.shape.outcome,
    seconds: z.number(),
    detail: textSchema,
  }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;

/** A fault of ours that ended a run: as an exception tells it. */
export const faultSchema = z.object({ code: z.string(), message: z.string(), remedy: z.string().nullable() });
export type Fault = z.infer<typeof faultSchema>;
