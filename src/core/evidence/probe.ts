import { z } from 'zod';
import { answerSchema, connectionsSchema, textSchema } from './common.ts';

export const probeResultSchema = z.object({
  name: z.string(),
  request: z.object({ method: z.string(), path: z.string(), body: z.string().nullable() }),
  answer: answerSchema.nullable(),
  outcome: z.enum(['pass', 'fail', 'skipped']),
  /** What the assignment expects and what came, in every language; `actual` names the first thing that differs. */
  expected: textSchema,
  actual: textSchema,
});
export type ProbeResult = z.infer<typeof probeResultSchema>;

export const probeEvidenceSchema = z.object({
  /** What was asked to see whether the application answers at all. */
  ready: z.object({ path: z.string(), answer: answerSchema.nullable(), ok: z.boolean() }),
  /** The assignment's probes; empty when it has none. */
  probes: z.array(probeResultSchema),
  /** Established TCP connections between services while the probes ran; null when they cannot be seen from here. */
  connections: connectionsSchema,
  /** What application and database wrote last, where a request failed: its cause stands there rather than in the answer. Not there in older evidence. */
  logs: z.array(z.object({ service: z.string(), log: z.string() })).optional(),
});
export type ProbeEvidence = z.infer<typeof probeEvidenceSchema>;
