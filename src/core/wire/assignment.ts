import { z } from 'zod';

export const assignmentItemSchema = z.object({
  id: z.string(),
  title: z.string(),
  digest: z.string(),
  version: z.int(),
  points: z.number(),
  due: z.string().nullable(),
  late: z.object({ pointsPerDay: z.number(), days: z.int() }).nullable(),
  open: z.boolean().describe('whether submissions are taken now'),
  attempts: z.object({ used: z.int(), limit: z.int().nullable(), count: z.enum(['best', 'last']) }),
  publishedAt: z.iso.datetime(),
});
export type AssignmentItem = z.infer<typeof assignmentItemSchema>;

export const assignmentListSchema = z.object({ assignments: z.array(assignmentItemSchema) });

/** One assignment: students see what is asked, teachers also the file and its versions. */
export const assignmentViewSchema = assignmentItemSchema.extend({
  rubric: z.array(z.object({ grader: z.string(), title: z.string(), group: z.string(), points: z.number() })),
  source: z.string().nullable().describe('the file as it was published; for teachers'),
  versions: z.array(z.object({ version: z.int(), digest: z.string(), publishedAt: z.iso.datetime() })),
});
export type AssignmentView = z.infer<typeof assignmentViewSchema>;

export const publishedSchema = assignmentViewSchema.extend({
  changed: z.boolean().describe('false: this very version was current already'),
  warnings: z.array(z.string()).describe('what the teacher may want to do next, such as judging stored evidence again'),
});
export type Published = z.infer<typeof publishedSchema>;
