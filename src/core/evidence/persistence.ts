import { z } from 'zod';
import { answerSchema, textSchema } from './common.ts';
import { mountFactsSchema } from './start.ts';

/** Where a marker was looked for, and what came out. `no-answer`: the one asked did not answer, which says nothing of the data. */
export const lookSchema = z.enum(['found', 'lost', 'no-answer', 'not-asked']);
export type Look = z.infer<typeof lookSchema>;

/** Equal answers in a row. `said` is `status 503`, or the error as in `answerSchema`; seconds. */
export const phaseSchema = z.object({ said: z.string(), from: z.number(), until: z.number(), times: z.int() });
export type Phase = z.infer<typeof phaseSchema>;

/** One experiment of the ladder: marker written, something taken away and brought back, marker looked for. */
export const rungSchema = z.object({
  /** The marker was there right before; without it the rung proves nothing. */
  written: z.boolean(),
  application: lookSchema,
  client: lookSchema,
  /** The decision: the marker is there (true), is gone (false), or nobody could tell (null). */
  found: z.boolean().nullable(),
  /** Which of the two decided. */
  decidedBy: z.enum(['application', 'client', 'nobody']),
  /** The application did not answer and was restarted so that the marker could be looked for. */
  appRestarted: z.boolean(),
  /** The database ran (again) afterwards; for the fresh volume: the whole stack answered. */
  startedAgain: z.boolean(),
  answer: answerSchema.nullable(),
  /** The mount of the data directory afterwards. */
  dataMount: mountFactsSchema.nullable(),
  seconds: z.number(),
});
export type Rung = z.infer<typeof rungSchema>;

/** The whole stack came up while its database was there but did not answer, and the database came later. */
export const coldStartSchema = z.object({
  /** Seconds that the database was held back. */
  held: z.number(),
  applications: z.array(
    z.object({
      service: z.string(),
      /** While the database was held back. `waited`: Compose had not started it. `ended`: it was dead. `restarted`: its policy brought it back. */
      meanwhile: z.enum(['waited', 'running', 'restarted', 'ended']),
      /** Exit code of its death; null when it did not die. */
      exitCode: z.int().nullable(),
      /** How often its restart policy brought it back until the end. */
      restarts: z.int(),
      log: z.string(),
    }),
  ),
  /** Afterwards the application answered as well as before, by itself. null when no application is asked. */
  answersWell: z.boolean().nullable(),
  answer: answerSchema.nullable(),
  /** From the moment at which the database was let go. */
  seconds: z.number(),
});
export type ColdStart = z.infer<typeof coldStartSchema>;

export const persistenceEvidenceSchema = z.object({
  /** How the marker travels, and why so. */
  way: z.enum(['application', 'client', 'none']),
  reason: textSchema,
  /** What the application answered with its database stopped. null: not asked. `degraded`: null when nothing could be told. */
  away: z
    .object({
      ready: answerSchema.nullable(),
      read: answerSchema.nullable(),
      write: answerSchema.nullable(),
      /** A request that works with the database failed without it. */
      degraded: z.boolean().nullable(),
    })
    .nullable(),
  /** After the database came back: did the application answer well again by itself? `restarted`: the engine restarted it by its policy. */
  recovery: z
    .object({
      recovered: z.boolean(),
      seconds: z.number(),
      restarted: z.boolean(),
      appStatus: z.string(),
      answer: answerSchema.nullable(),
      log: z.string(),
      /** Seconds that the database was away, and what the application answered from its return on; not there in older evidence. */
      away: z.number().optional(),
      answers: z.array(phaseSchema).optional(),
    })
    .nullable(),
  /** Part of the rung down and up; null when it could not be done, not there when it was not asked for. */
  coldStart: coldStartSchema.nullable().optional(),
  ladder: z.object({
    restart: rungSchema.nullable(),
    recreate: rungSchema.nullable(),
    downUp: rungSchema.nullable(),
    fresh: rungSchema.nullable(),
  }),
});
export type PersistenceEvidence = z.infer<typeof persistenceEvidenceSchema>;
