import { z } from 'zod';

/** A sentence in every language, as plain data. */
export const textSchema = z.object({ en: z.string(), es: z.string() });

/** A place in a file of the repository. `file` is relative to the repository, `line` counts from 1. */
export const whereSchema = z.object({ file: z.string(), line: z.int().positive().optional() });
export type Where = z.infer<typeof whereSchema>;

/** Databases whose own client dockgrade can speak through. */
export const DATABASE_KINDS = ['postgres', 'mysql', 'mariadb', 'mongodb', 'redis'] as const;
export const databaseKindSchema = z.enum(DATABASE_KINDS);
export type DatabaseKind = z.infer<typeof databaseKindSchema>;

/** What came back for one HTTP request. `seconds` is the time until the answer was complete, or until it was given up. */
export const answerSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    status: z.int(),
    contentType: z.string().nullable(),
    /** The beginning of the body as text; `truncated` says that there was more. */
    body: z.string(),
    truncated: z.boolean(),
    seconds: z.number(),
  }),
  z.object({
    ok: z.literal(false),
    /** Node's error code (ECONNREFUSED, ECONNRESET, …), or `timeout`, `no-address`, `invalid-http`. */
    error: z.string(),
    message: z.string(),
    seconds: z.number(),
  }),
]);
export type Answer = z.infer<typeof answerSchema>;

/** TCP connections between services, from the one that opened it; null when they cannot be seen from here. */
export const connectionsSchema = z.array(z.object({ from: z.string(), to: z.string(), port: z.int() })).nullable();
export type Connections = z.infer<typeof connectionsSchema>;
