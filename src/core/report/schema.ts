import { z } from 'zod';
import { whereSchema } from '../evidence/common.ts';
import { evidenceSchema } from '../evidence/index.ts';
import { GROUPS } from '../grader.ts';
import { STAGES } from '../stages.ts';

const points = z.object({ earned: z.number().min(0), possible: z.number().min(0) });

const proof = z.object({
  kind: z.enum(['http', 'log', 'inspect', 'file', 'timing', 'text']),
  title: z.string(),
  text: z.string(),
});

const resultSchema = z.object({
  grader: z.string(),
  group: z.enum(GROUPS),
  verdict: z.enum(['pass', 'partial', 'fail', 'blocked', 'error']),
  points,
  title: z.string(),
  message: z.string(),
  expected: z.string().optional(),
  actual: z.string().optional(),
  remedy: z.string().optional(),
  where: whereSchema.optional(),
  /** For `blocked`: the stage or grader that is the cause. */
  by: z.string().optional(),
  /** Causes that are known for what happened here: why it came to that, and what mends it. */
  diagnoses: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        message: z.string(),
        why: z.string(),
        remedy: z.string(),
        where: whereSchema.optional(),
        evidence: z.array(proof),
      }),
    )
    .default([]),
  evidence: z.array(proof),
  lesson: z.string(),
});
export type ReportResult = z.infer<typeof resultSchema>;

export const stageSchema = z.object({
  stage: z.enum(STAGES),
  outcome: z.enum(['ran', 'skipped', 'failed']),
  /** ISO 8601, UTC; null for a stage that was skipped. */
  startedAt: z.string().nullable(),
  seconds: z.number(),
  detail: z.string(),
});
export type ReportStage = z.infer<typeof stageSchema>;

/** Of a control group is told only where one was left. */
const leftoversSchema = z.object({
  containers: z.int(),
  networks: z.int(),
  volumes: z.int(),
  images: z.int(),
  groups: z.int().optional(),
});
export type Leftovers = z.infer<typeof leftoversSchema>;

/** The report, version 1 (contract.md): self-contained, in one language, public interface. */
export const reportSchema = z.object({
  version: z.literal(1),
  lang: z.enum(['en', 'es']),
  submission: z.object({
    id: z.string(),
    repository: z.string(),
    ref: z.string().nullable(),
    commit: z
      .string()
      .regex(/^[0-9a-f]{40}$/)
      .nullable(),
  }),
  assignment: z.object({ id: z.string(), title: z.string(), digest: z.string().regex(/^sha256:[0-9a-f]{64}$/) }),
  outcome: z.enum(['graded', 'refused', 'error']),
  score: points,
  results: z.array(resultSchema),
  refusals: z.array(z.object({ rule: z.string(), message: z.string(), where: whereSchema })),
  /** What was changed in the Compose file so that it may run here. */
  notes: z.array(
    z.object({
      rule: z.string(),
      action: z.enum(['strip', 'rewrite', 'limit']),
      message: z.string(),
      where: whereSchema,
    }),
  ),
  stages: z.array(stageSchema),
  /** The recorded facts, from which the results can be judged again. */
  evidence: evidenceSchema,
  leftovers: leftoversSchema,
  worker: z.object({ engine: z.string(), compose: z.string(), dockgrade: z.string() }),
});
export type Report = z.infer<typeof reportSchema>;
