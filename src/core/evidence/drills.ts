import { z } from 'zod';
import { buildStepSchema } from './build.ts';
import { answerSchema, textSchema } from './common.ts';
import { rungSchema } from './persistence.ts';

/**
 * The experiments that are chosen by the graders which need them (`cold-start` is part of the ladder, see persistence evidence). The outage of
 * the database is no choice: the ladder always makes it.
 */
export const DRILLS = ['cold-start', 'rebuild', 'health', 'crash', 'stop', 'replace'] as const;
export const drillSchema = z.enum(DRILLS);
export type DrillName = z.infer<typeof drillSchema>;

/** A source file got a comment, and its image was built again. */
export const rebuildSchema = z.object({
  service: z.string(),
  /** The file that was edited (in a copy), relative to the repository; null when no file was found whose change reaches the image. */
  file: z.string().nullable(),
  outcome: z.enum(['rebuilt', 'failed', 'timeout', 'no-source']),
  seconds: z.number(),
  steps: z.array(buildStepSchema),
  /** Last lines of the build's output when it did not succeed; empty otherwise. */
  log: z.string(),
});
export type Rebuild = z.infer<typeof rebuildSchema>;

const checkRunSchema = z.object({
  /** null when it did not end in time. */
  exitCode: z.int().nullable(),
  timedOut: z.boolean(),
  output: z.string(),
  seconds: z.number(),
});

/** The health check of a service, run while it is well and while all its processes stand still (SIGSTOP). */
export const healthDrillSchema = z.object({
  service: z.string(),
  role: z.enum(['database', 'application']),
  /** null when the service has no health check. */
  check: z
    .object({
      test: z.string(),
      /** Where it is written. */
      from: z.enum(['compose', 'image']),
      well: checkRunSchema,
      /** null when the processes could not be stopped from here. */
      frozen: checkRunSchema.nullable(),
    })
    .nullable(),
});
export type HealthDrill = z.infer<typeof healthDrillSchema>;

/** The first process of an application's container was killed, as a crash or the kernel does it; `docker kill` would set the restart policy aside. */
export const crashDrillSchema = z.object({
  service: z.string(),
  /** What the Compose file asks for: `no`, `always`, `on-failure`, `unless-stopped`. */
  policy: z.string(),
  /** The container ran again within the time. */
  cameBack: z.boolean(),
  /** From the kill until it answered again (or ran again, where nothing is asked of it), or until it was given up. */
  seconds: z.number(),
  /** null for a service that is not probed. */
  answer: answerSchema.nullable(),
  answersAgain: z.boolean().nullable(),
});
export type CrashDrill = z.infer<typeof crashDrillSchema>;

/** An application was asked to end, as `docker compose stop` does it. */
export const stopDrillSchema = z.object({
  service: z.string(),
  /** The stop signal of its image, SIGTERM unless it names another. */
  signal: z.string(),
  /** Seconds that it had. */
  grace: z.number(),
  seconds: z.number(),
  exitCode: z.int().nullable(),
  /** It did not end in time and was killed. */
  killed: z.boolean(),
  /** Command of the first process in its container; null when it cannot be seen. */
  first: z.string().nullable(),
  /** All processes right before, the first one first. */
  processes: z.array(z.object({ pid: z.int(), parent: z.int(), command: z.string() })),
  /** What it wrote last. */
  log: z.string(),
});
export type StopDrill = z.infer<typeof stopDrillSchema>;

/** The containers of the applications were removed and made anew, while the database went on. */
export const replaceDrillSchema = z.object({
  services: z.array(z.string()),
  /** Answer on the ready path right before and afterwards; null when no application is asked. */
  before: answerSchema.nullable(),
  after: answerSchema.nullable(),
  /** The application answered again as `ready` asks. */
  ready: z.boolean(),
  /** The marker that was there before; null where there is no database. */
  rung: rungSchema.nullable(),
  seconds: z.number(),
});
export type ReplaceDrill = z.infer<typeof replaceDrillSchema>;

/** Each part is null when it was not asked for, or could not be done: `asked` and `reason` say which. */
export const drillsEvidenceSchema = z.object({
  asked: z.array(drillSchema),
  /** Why nothing could be done with the running stack; null when it could. */
  reason: textSchema.nullable(),
  rebuilds: z.array(rebuildSchema).nullable(),
  health: z.array(healthDrillSchema).nullable(),
  crashes: z.array(crashDrillSchema).nullable(),
  stops: z.array(stopDrillSchema).nullable(),
  replace: replaceDrillSchema.nullable(),
  /** What each took; those that ran at the same time overlap. */
  took: z.array(z.object({ drill: drillSchema, seconds: z.number() })),
});
export type DrillsEvidence = z.infer<typeof drillsEvidenceSchema>;
