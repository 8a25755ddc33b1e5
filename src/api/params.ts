import { z } from 'zod';
import { DockgradeError } from '../core/errors.ts';
import { idSchema } from '../core/job.ts';
import { LANGS } from '../core/text.ts';

const name = z.string();

/** Parts of addresses. What cannot be an id is no mistake of form: there is no such thing. */
export const byId = z.object({ id: name });
export const byStudent = z.object({ id: name, student: name });
export const byRegrade = z.object({ id: name, regrade: name });

export const langQuery = z
  .object({
    lang: z.enum(LANGS).optional().describe('language of titles, messages and reports; default: Accept-Language'),
  })
  .strict();

export const noQuery = z.object({}).strict();

/** An id that is one of ours by its form. Throws `not-found`. */
export function ourId(given: string, what: string): string {
  if (idSchema.safeParse(given).success) return given;
  throw new DockgradeError('not-found', `There is no such ${what}.`, {
    remedy: 'Look at its id for a typing mistake.',
  });
}

/** An id of an assignment by its form. Throws `not-found`. */
export function assignmentId(given: string): string {
  if (/^[a-z0-9-]{1,100}$/.test(given)) return given;
  throw new DockgradeError('not-found', 'There is no such assignment.', {
    remedy: 'GET /api/assignments lists those that you see.',
  });
}

/** Of a request that is safe to send again: the same key, the same answer. Throws `request-invalid`. */
export function idempotencyKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === 'string' && /^[\x21-\x7e]{1,200}$/.test(header)) return header;
  throw new DockgradeError('request-invalid', 'The header Idempotency-Key is no key.', {
    remedy: 'Send 1 to 200 letters, digits and signs without spaces, such as a UUID.',
    errors: [{ where: 'Idempotency-Key', message: 'expected 1 to 200 visible ASCII characters' }],
  });
}
