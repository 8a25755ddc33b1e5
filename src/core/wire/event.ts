import { z } from 'zod';
import { stageSchema } from '../report/schema.ts';
import { liveLogSchema } from '../run.ts';
import { STAGES } from '../stages.ts';
import { STATES } from '../submission.ts';

const stage = z.enum(STAGES);

/** `data` of one server-sent event of `GET /api/submissions/:id/events`; its `type` is also the name of the event. In one language. */
export const liveEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('state'),
    state: z.enum(STATES),
    at: z.iso.datetime(),
    try: z.int().describe('how often a worker has begun with it'),
  }),
  z.object({ type: z.literal('stage-started'), stage, at: z.string() }),
  z.object({ type: z.literal('stage-detail'), stage, detail: z.string() }),
  z.object({
    type: z.literal('stage-log'),
    stage,
    lines: liveLogSchema.describe('the last lines that it printed; none when it has ended: the report has them then'),
  }),
  z.object({
    type: z.literal('stage-ended'),
    stage,
    outcome: stageSchema.shape.outcome,
    seconds: z.number(),
    detail: z.string(),
  }),
  z.object({ type: z.literal('end') }).describe('nothing follows: fetch the submission, and close the stream'),
]);
export type LiveEventWire = z.infer<typeof liveEventSchema>;
