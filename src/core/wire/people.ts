import { z } from 'zod';
import { idSchema } from '../job.ts';

export const personSchema = z.object({
  id: idSchema,
  role: z.enum(['teacher', 'student']),
  name: z.string(),
  email: z.string(),
  github: z.string().nullable(),
});
export type PersonView = z.infer<typeof personSchema>;

/** Answer of `PUT /api/assignments/:id/roster`. A link is shown once, when it is made: only its hash is kept. */
export const rosterSchema = z.object({
  added: z.int(),
  kept: z.int(),
  students: z.array(personSchema.extend({ link: z.url().nullable() })),
});
export type RosterView = z.infer<typeof rosterSchema>;

export const newTokenSchema = z
  .object({
    name: z.string().trim().min(1).max(100),
    days: z.int().min(1).max(365).optional().describe('valid for so many days; default: until it is taken away'),
  })
  .strict();

export const tokenSchema = z.object({
  id: idSchema,
  kind: z.enum(['link', 'session', 'bearer']),
  name: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
});

/** Body of `POST /api/teachers`. */
export const newTeacherSchema = z
  .object({ name: z.string().trim().min(1).max(200), email: z.email().max(254) })
  .strict();

export const studentListSchema = z.object({ students: z.array(personSchema) });

export const tokenListSchema = z.object({ tokens: z.array(tokenSchema) });

/** Answer of `POST /api/tokens`. The token is shown once: only its hash is kept. */
export const tokenMadeSchema = z.object({
  id: idSchema,
  token: z.string(),
  expiresAt: z.iso.datetime().nullable(),
});

/** Answer of `POST /api/teachers`. */
export const teacherMadeSchema = personSchema.extend({ link: z.url() });

/** Answer of `POST /api/students/:id/link`. */
export const linkSchema = z.object({ link: z.url() });
