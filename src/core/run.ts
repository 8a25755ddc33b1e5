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

/** How much of what a stage prints is shown while it runs: lines, and characters of one. */
export const LIVE_LOG = { lines: 20, characters: 200 } as const;
/** The newest lines, cleaned and without secrets. None when the stage has ended: the evidence has them then. */
export const liveLogSchema = z.array(z.string().max(LIVE_LOG.characters)).max(LIVE_LOG.lines);

/** Progress of a run, in the order in which it happens. Details and logs are remarks: the newest of a stage takes the place of the one before. */
export const runEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('stage-started'), stage, at: z.string() }),
  z.object({ type: z.literal('stage-detail'), stage, detail: textSchema }),
  z.object({ type: z.literal('stage-log'), stage, lines: liveLogSchema }),
  z.object({
    type: z.literal('stage-ended'),
    stage,
    outcome: stageSchema.shape.outcome,
    seconds: z.number(),
    detail: textSchema,
    /** What was fetched, so that it can be graded again also when the run came to nothing. */
    commit: z.string().max(100).optional(),
  }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;

export function isRemark({ type }: { type: string }): boolean {
  return type === 'stage-detail' || type === 'stage-log';
}

/** A fault of ours that ended a run: as an exception tells it. `worker`: the host on which it happened, for whoever operates the service alone. */
export const faultSchema = z.object({
  code: z.string(),
  message: z.string(),
  remedy: z.string().nullable(),
  worker: z.string().optional(),
});
export type Fault = z.infer<typeof faultSchema>;
