import { z } from 'zod';

/** Seconds: the end of the year 9999, the last that ISO 8601 writes as every other. */
const LATEST = 253_402_300_799;
const NO_COMMIT = '0'.repeat(40);

/** What is used of a `push`. Everything else in it, each URL above all, is left unread. */
export const pushSchema = z
  .object({
    ref: z.string().min(1).max(300),
    after: z.string().regex(/^[0-9a-f]{40}$/, 'a commit of 40 hex digits'),
    deleted: z.boolean().optional(),
    repository: z.object({
      id: z.int().positive(),
      full_name: z.string().regex(/^[\w-][\w.-]{0,99}\/[\w.-]{1,100}$/, 'owner/name'),
      default_branch: z.string().min(1).max(300),
      /** Seconds since 1970 in pushes, ISO 8601 elsewhere. */
      pushed_at: z.union([z.int().positive().max(LATEST), z.iso.datetime({ offset: true })]).nullish(),
    }),
  })
  .transform(({ ref, after, deleted, repository }) => ({
    ref,
    commit: after,
    deleted: deleted === true || after === NO_COMMIT,
    repository: { id: repository.id, name: repository.full_name, defaultBranch: repository.default_branch },
    pushedAt: moment(repository.pushed_at),
  }));
export type Push = z.infer<typeof pushSchema>;

function moment(at: number | string | null | undefined): string | null {
  if (at === null || at === undefined) return null;
  return new Date(typeof at === 'number' ? at * 1000 : at).toISOString();
}
