import { z } from 'zod';

/** What was handed in, and at which commit it stands. */
export const fetchEvidenceSchema = z.object({
  /** The URL or folder as the user gave it, without credentials. */
  repository: z.string(),
  ref: z.string().nullable(),
  /** 40 hex digits; null for a folder that is no git work tree. */
  commit: z.string().nullable(),
  /** Files and bytes that were taken over; `.git` is never one of them. */
  files: z.int(),
  bytes: z.int(),
  /** True when the repository came from git (so a real clone would hold a `.git` folder). */
  git: z.boolean(),
  /** What the commit refers to and does not hold, at most ten paths each; left out when there is nothing of the kind. */
  elsewhere: z
    .object({
      /** Other repositories, which are not fetched. */
      submodules: z.array(z.string()),
      /** Files that Git LFS keeps: what was taken over is the text that stands for each. */
      largeFiles: z.array(z.string()),
    })
    .optional(),
});
export type FetchEvidence = z.infer<typeof fetchEvidenceSchema>;
