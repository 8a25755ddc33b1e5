import { z } from 'zod';

/** An error as every answer of the API tells it (RFC 9457), as `application/problem+json`. */
export const problemSchema = z.object({
  type: z.string().describe('where the code is explained'),
  title: z.string().describe('what the code means'),
  status: z.int(),
  code: z.string().describe('stable, for programs: docs/errors.md lists all'),
  detail: z.string().describe('what happened, in one sentence'),
  remedy: z.string().nullable().describe('what to do'),
  errors: z
    .array(z.object({ where: z.string(), message: z.string() }))
    .optional()
    .describe('each mistake with its place: a JSON pointer, or line and column'),
});
export type Problem = z.infer<typeof problemSchema>;
