import { z } from 'zod';
import { answerSchema, connectionsSchema, databaseKindSchema } from './common.ts';

/** A mount as the engine reports it, in the student's names. */
export const mountFactsSchema = z.object({
  type: z.enum(['volume', 'bind', 'tmpfs', 'other']),
  /** The name of the volume as the student wrote it, or the path in the repository; null when anonymous. */
  name: z.string().nullable(),
  anonymous: z.boolean(),
  destination: z.string(),
  readOnly: z.boolean(),
});
export type MountFacts = z.infer<typeof mountFactsSchema>;

/** One service as it was seen at one moment. */
export const serviceStateSchema = z.object({
  service: z.string(),
  status: z.enum(['running', 'exited', 'restarting', 'created', 'missing', 'other']),
  exitCode: z.int().nullable(),
  oomKilled: z.boolean(),
  /** How often the engine restarted it by its restart policy since it was created. */
  restarts: z.int(),
  health: z.enum(['healthy', 'unhealthy', 'starting']).nullable(),
  /** What its health check printed last, with its exit code; null when there is none, or nothing was printed. */
  healthLog: z.string().nullable(),
  /** Another service waits for its successful end, or it ended with 0 and no restart policy asks for more. */
  oneShot: z.boolean(),
  log: z.string(),
  mounts: z.array(mountFactsSchema),
  /** The networks that it is in, as the student named them; not there in older evidence. */
  networks: z.array(z.string()).optional(),
  /** Its processes; empty when it does not run. `uid` inside the container. */
  processes: z.array(z.object({ pid: z.int(), parent: z.int(), uid: z.int().nullable(), command: z.string() })),
  /** TCP sockets that listen inside; null when they cannot be seen from here. */
  listening: z.array(z.object({ address: z.string(), port: z.int() })).nullable(),
});
export type ServiceState = z.infer<typeof serviceStateSchema>;

/** One try to start the stack. A second one is made when the first left something dead (lessons.md). */
export const startAttemptSchema = z.object({
  seconds: z.number(),
  /** Compose's own words when `up` failed; null when it succeeded. */
  failure: z.string().nullable(),
  timedOut: z.boolean(),
  services: z.array(serviceStateSchema),
  /** The last answer on the application's port; null when there is no application to ask. */
  answer: answerSchema.nullable(),
  /** The application answered as the assignment's `ready` asks. */
  ready: z.boolean(),
});
export type StartAttempt = z.infer<typeof startAttemptSchema>;

/** What a running stack wrote when that became too much, and it was stopped. */
export const overrunSchema = z.object({
  /** The stage in which it was stopped: after `start`, what was recorded before stands. */
  stage: z.enum(['start', 'probe', 'persistence', 'drills']),
  /** Which limit was passed, and what it is: bytes, or a number of files. */
  limit: z.object({ of: z.enum(['bytes', 'files']), most: z.number() }),
  bytes: z.number(),
  /** Null when they were not counted, or are too many to count. */
  files: z.number().nullable(),
  /** Where it wrote most, the largest first; `open`: files that have no name any more. */
  places: z.array(
    z.object({
      kind: z.enum(['container', 'volume', 'bind', 'open']),
      /** The service, the volume as the student wrote it (`SERVICE:/PATH` when it is anonymous), the path in the repository. */
      name: z.string(),
      bytes: z.number(),
      files: z.number().nullable(),
    }),
  ),
});
export type Overrun = z.infer<typeof overrunSchema>;

export const startEvidenceSchema = z.object({
  /** One or two attempts, the first start first. The last one is what the later stages work with. */
  attempts: z.array(startAttemptSchema).min(1),
  /** Seconds that the application had to answer, as the assignment says; not there in older evidence. */
  within: z.number().optional(),
  /** Container port that is probed; null when none was found. */
  port: z.int().nullable(),
  /** TCP connections between services seen when the start was over; null when they cannot be seen from here. */
  connections: connectionsSchema,
  /** Not there when the stack wrote no more than it may. Of a start that was stopped for it, `attempts` has one entry without services. */
  overrun: overrunSchema.optional(),
  database: z
    .object({
      service: z.string(),
      kind: databaseKindSchema.nullable(),
      running: z.boolean(),
      /** The directory that the database writes to, and how this is known. */
      dataDirectory: z.string().nullable(),
      dataDirectoryFrom: z.enum(['client', 'environment', 'image', 'unknown']),
      /** The mount that holds that directory; null when it lies in the container's own layer. */
      dataMount: mountFactsSchema.nullable(),
    })
    .nullable(),
});
export type StartEvidence = z.infer<typeof startEvidenceSchema>;
