import { z } from 'zod';
import { LANGS, same, type Text } from '../text.ts';

const text = z
  .union([
    z.string().min(1),
    z.object(Object.fromEntries(LANGS.map((l) => [l, z.string().min(1)])) as Record<'en' | 'es', z.ZodString>).strict(),
  ])
  .transform((value): Text => (typeof value === 'string' ? same(value) : value));

const DURATION = 'a duration such as 60s, 10m or 1h';
const SIZE = 'a size such as 512m or 2g';

/** `90s`, `10m`, `1h` → seconds. */
const duration = z
  .string(DURATION)
  .regex(/^\d+(ms|s|m|h)$/, DURATION)
  .transform(
    (value) =>
      Number.parseInt(value, 10) *
      { ms: 0.001, s: 1, m: 60, h: 3600 }[value.replace(/\d+/, '') as 'ms' | 's' | 'm' | 'h'],
  )
  .refine((seconds) => seconds > 0, 'a duration above zero');

/** `512m`, `2g` → bytes. */
const bytes = z
  .string(SIZE)
  .regex(/^\d+[kmg]$/i, SIZE)
  .transform(
    (value) =>
      Number.parseInt(value, 10) *
      { k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[value.slice(-1).toLowerCase() as 'k' | 'm' | 'g'],
  )
  .refine((size) => size > 0, 'a size above zero');

const pathFrom = (root: string) =>
  z.string().regex(/^(?!\/)(?!.*(^|\/)\.\.(\/|$)).+$/, `a path inside the repository, relative to ${root}`);

const requestSchema = z
  .object({
    method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']).default('GET'),
    path: z.string().startsWith('/'),
    headers: z.record(z.string(), z.string()).default({}),
    json: z.json().optional(),
    body: z.string().optional(),
  })
  .strict();
export type ProbeRequest = z.infer<typeof requestSchema>;

const expectSchema = z
  .object({
    /** One status or several; without it any status below 400 is good. */
    status: z
      .union([z.int(), z.array(z.int()).min(1)])
      .transform((s) => (typeof s === 'number' ? [s] : s))
      .optional(),
    /** A subset that must match. */
    json: z.json().optional(),
    /** Text that the body contains. */
    body: z.string().optional(),
  })
  .strict();
export type ProbeExpectation = z.infer<typeof expectSchema>;

const probeSchema = z
  .object({
    name: z.string().min(1),
    request: requestSchema,
    expect: expectSchema.default({}),
    /** Variable name → place in the answer's JSON: `$.id`, `$.data[0].id`. */
    save: z
      .record(z.string().regex(/^[A-Za-z]\w*$/, 'a name of letters, digits and _'), z.string().startsWith('$'))
      .default({}),
  })
  .strict();
export type Probe = z.infer<typeof probeSchema>;

/** An assignment file as contract.md shows it. Durations become seconds, sizes bytes. */
export const assignmentSchema = z
  .object({
    // It is a part of addresses, where `new` has a page of its own.
    id: z
      .string()
      .regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and dashes')
      .refine((id) => id !== 'new' && id.length <= 100, 'at most 100 characters, and not "new"'),
    title: text,
    due: z.iso
      .datetime({ offset: true, error: 'a date and time with its zone, such as 2026-12-01T23:59:00-03:00' })
      .optional(),
    late: z
      .object({ pointsPerDay: z.number().min(0), days: z.int().min(0) })
      .strict()
      .optional(),
    attempts: z
      .object({ limit: z.int().positive(), count: z.enum(['best', 'last']).default('best') })
      .strict()
      .optional(),
    stack: z
      .object({
        path: pathFrom('its root').default('.'),
        file: pathFrom('stack.path').optional(),
        app: z.string().optional(),
        port: z.int().min(1).max(65535).optional(),
        database: z.string().optional(),
        files: z.record(pathFrom('stack.path'), z.string()).default({}),
        environment: z.record(z.string(), z.string()).default({}),
      })
      .strict()
      .prefault({}),
    network: z
      .object({ build: z.enum(['open', 'closed']).default('open'), run: z.enum(['open', 'closed']).default('closed') })
      .strict()
      .prefault({}),
    ready: z
      .object({
        path: z.string().startsWith('/').default('/'),
        within: duration.prefault('60s'),
        status: z.int().optional(),
      })
      .strict()
      .prefault({}),
    probes: z.array(probeSchema).default([]),
    persistence: z
      .object({
        write: z.string(),
        read: z.object({ request: requestSchema, expect: expectSchema.default({}) }).strict(),
      })
      .strict()
      .optional(),
    rubric: z.record(z.string(), z.number().min(0)).optional(),
    limits: z
      .object({
        time: duration.prefault('10m'),
        memory: bytes.prefault('2g'),
        cpus: z.number().positive().default(2),
        pids: z.int().positive().default(512),
        disk: bytes.prefault('5g'),
      })
      .strict()
      .prefault({}),
  })
  .strict();
export type AssignmentFile = z.infer<typeof assignmentSchema>;

/** An assignment that is ready for grading: complete, with its rubric, known by its content. What a job carries and the store keeps. */
export const readyAssignmentSchema = assignmentSchema.extend({
  ready: z.object({ path: z.string(), within: z.number().positive(), status: z.int().optional() }).strict(),
  rubric: z.record(z.string(), z.number().min(0)),
  limits: z
    .object({
      time: z.number().positive(),
      memory: z.number().positive(),
      cpus: z.number().positive(),
      pids: z.int().positive(),
      disk: z.number().positive(),
    })
    .strict(),
  /** `sha256:…` of the file's content in canonical form. */
  digest: z.string(),
});
export type Assignment = z.infer<typeof readyAssignmentSchema>;
