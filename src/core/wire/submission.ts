import { z } from 'zod';
import { idSchema } from '../job.ts';
import { reportSchema } from '../report/schema.ts';
import { faultSchema } from '../run.ts';
import { STAGES } from '../stages.ts';
import { CANCEL_REASONS, OUTCOMES, SOURCES, STATES } from '../submission.ts';

/** Body of `POST /api/submissions`. */
export const submitSchema = z
  .object({
    assignment: z.string().min(1).max(100).describe('id of the assignment'),
    repository: z.string().min(1).max(500).describe('HTTPS address of the repository'),
    ref: z.string().min(1).max(200).optional().describe('branch, tag or commit; default: the default branch'),
    student: z.string().max(254).optional().describe('for teachers: email of the student for whom this is handed in'),
  })
  .strict();
export type SubmitRequest = z.infer<typeof submitSchema>;

/** Body of `POST /api/submissions/:id/resubmissions`. */
export const resubmitSchema = z
  .object({ sameCommit: z.boolean().default(false).describe('grade the same commit again instead of the newest') })
  .strict();

const score = z.object({ earned: z.number(), possible: z.number() });

/** A submission as lists show it. */
export const submissionItemSchema = z.object({
  id: idSchema,
  assignment: z.string(),
  digest: z.string().describe('the version of the assignment that it is graded by'),
  student: z.object({ id: idSchema, name: z.string() }),
  repository: z.string(),
  ref: z.string().nullable(),
  commit: z.string().nullable(),
  source: z.enum(SOURCES),
  state: z.enum(STATES),
  outcome: z.enum(OUTCOMES).nullable(),
  acceptedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  score: score.nullable().describe('of the result that stands in the books'),
  lateDays: z.int(),
  cancelReason: z.enum(CANCEL_REASONS).nullable(),
  replacedBy: idSchema.nullable(),
  fault: faultSchema
    .omit({ worker: true })
    .nullable()
    .describe('for the outcome `error`: a fault of ours; it cost no attempt'),
});
export type SubmissionItem = z.infer<typeof submissionItemSchema>;

/** All that a badge tells. */
export type BadgeView = { state: 'graded'; earned: number; possible: number } | { state: 'grading' | 'none' };

/** A submission as it is shown alone. */
export const submissionSchema = submissionItemSchema.extend({
  title: z.string().describe('of the assignment'),
  tries: z.int(),
  stage: z.enum(STAGES).nullable().describe('the stage that runs'),
  place: z.int().nullable().describe('place in the queue, 1 is next'),
  estimate: z
    .object({ startSeconds: z.int(), endSeconds: z.int() })
    .nullable()
    .describe('seconds from now, from how long recent ones took; null when nothing is known'),
  attempts: z.object({ used: z.int(), limit: z.int().nullable() }),
  sharedWith: z
    .array(z.object({ id: idSchema, name: z.string() }))
    .nullable()
    .describe('for teachers: other students who handed in this repository for this assignment'),
  report: reportSchema.nullable(),
});
export type SubmissionView = z.infer<typeof submissionSchema>;

/** Where a submission stands that has not ended, and whether anybody is there to grade it. */
export type Outlook = Pick<SubmissionView, 'place' | 'estimate'> & {
  /** `none`: no worker takes submissions; `unreachable`: the queue, which knows them, does not answer. */
  workers: 'there' | 'none' | 'unreachable';
};

export const submissionPageSchema = z.object({
  submissions: z.array(submissionItemSchema),
  next: z.string().nullable().describe('`after` of the next page'),
});

/** Query of `GET /api/submissions`. */
export const submissionQuerySchema = z
  .object({
    assignment: z.string().optional(),
    state: z.enum(STATES).optional(),
    student: z.string().optional().describe('for teachers: id of a student'),
    after: idSchema.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  })
  .strict();
