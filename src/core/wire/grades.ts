import { z } from 'zod';
import { idSchema } from '../job.ts';

export const GRADE_SORTS = ['name', 'email', 'score', 'attempts', 'submitted'] as const;
export const GRADE_FILTERS = ['submitted', 'missing', 'late', 'overridden', 'left'] as const;

/** Query of `GET /api/assignments/:id/grades`. `text/csv` answers with all rows that fit, without pages. */
export const gradeQuerySchema = z
  .object({
    search: z.string().max(100).optional(),
    only: z.enum(GRADE_FILTERS).optional(),
    lost: z
      .string()
      .max(100)
      .optional()
      .describe('a grader: only those whose submission that counts lost points to it'),
    sort: z.enum(GRADE_SORTS).default('name'),
    order: z.enum(['asc', 'desc']).default('asc'),
    page: z.coerce.number().int().min(1).default(1),
    perPage: z.coerce.number().int().min(1).max(200).default(50),
  })
  .strict();
export type GradeQueryWire = z.infer<typeof gradeQuerySchema>;

export const gradeSchema = z.object({
  student: z.object({ id: idSchema, name: z.string(), email: z.string(), github: z.string().nullable() }),
  /** What counts: the override, else the computed score. */
  score: z.number().nullable(),
  possible: z.number().nullable(),
  computed: z.number().nullable(),
  override: z.object({ score: z.number(), reason: z.string(), by: z.string(), at: z.iso.datetime() }).nullable(),
  attempts: z.int(),
  lateDays: z.int(),
  penalty: z.number(),
  submission: idSchema.nullable().describe('the submission that counts'),
  submittedAt: z.iso.datetime().nullable(),
  enrolled: z.boolean().describe('false: has left the roster since'),
});
export type GradeView = z.infer<typeof gradeSchema>;

export const gradeTableSchema = z.object({
  assignment: z.string(),
  total: z.int(),
  page: z.int(),
  perPage: z.int(),
  grades: z.array(gradeSchema),
});
export type GradeTable = z.infer<typeof gradeTableSchema>;

/** Body of `PUT /api/assignments/:id/grades/:student`. */
export const overrideSchema = z
  .object({
    score: z.number().min(0).nullable().describe('null takes the override away'),
    reason: z.string().trim().min(1).max(500),
  })
  .strict();

export const gradeHistorySchema = z.object({
  grade: gradeSchema,
  history: z.array(
    z.object({
      at: z.iso.datetime(),
      by: z.string().nullable().describe('name of the teacher; null: dockgrade itself'),
      kind: z.enum(['graded', 'regraded', 'override', 'override-removed']),
      before: z.number().nullable(),
      after: z.number().nullable(),
      reason: z.string().nullable(),
      submission: idSchema.nullable(),
    }),
  ),
});
export type GradeHistory = z.infer<typeof gradeHistorySchema>;

/** Body of `POST /api/assignments/:id/regrades`. */
export const regradeRequestSchema = z
  .object({
    judgeOnly: z.boolean().default(false).describe('judge stored evidence again instead of running submissions again'),
    preview: z.boolean().default(false).describe('change nothing until it is published'),
    student: z.string().optional().describe('id of one student; default: all'),
    students: z.array(z.string()).min(1).max(200).optional().describe('ids of several students'),
  })
  .strict();
export type RegradeRequest = z.infer<typeof regradeRequestSchema>;

const points = z.object({ earned: z.number(), possible: z.number() });

export const regradeViewSchema = z.object({
  id: idSchema,
  assignment: z.string(),
  digest: z.string(),
  mode: z.enum(['judge', 'run']),
  state: z.enum(['running', 'ready', 'published', 'discarded']),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  endedAt: z.iso.datetime().nullable(),
  progress: z.object({ ended: z.int(), of: z.int() }),
  /** How many grades it raises, lowers and leaves as they are; `failed`: submissions that ended without a new result. */
  summary: z.object({ up: z.int(), down: z.int(), same: z.int(), failed: z.int() }),
  changes: z
    .array(
      z.object({
        student: z.object({ id: idSchema, name: z.string() }),
        submission: idSchema.describe('the one that counts with the new results'),
        before: points.nullable().describe('points as they count: less what being late cost; without any override'),
        after: points,
        difference: z.number(),
      }),
    )
    .describe('whose grade would change, or has changed, and by how much: the largest losses first'),
});
export type RegradeView = z.infer<typeof regradeViewSchema>;

/** A regrade without what it does to grades, which is much to compute. `failed`: as in the summary. */
export type RegradeItem = Omit<RegradeView, 'summary' | 'changes'> & Pick<RegradeView['summary'], 'failed'>;

export const regradeListSchema = z.object({ regrades: z.array(regradeViewSchema) });
