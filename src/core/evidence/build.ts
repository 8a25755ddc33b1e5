import { z } from 'zod';
import { whereSchema } from './common.ts';

/** One step of a build, as BuildKit tells it. `seconds` is null for a step that came from the cache, and for one that did not end. */
export const buildStepSchema = z.object({
  instruction: z.string(),
  cached: z.boolean(),
  seconds: z.number().nullable(),
  /** A package manager said in its output that it fetched something. */
  fetched: z.boolean(),
  /** Its line in the Dockerfile; null when it cannot be told. */
  line: z.int().positive().nullable(),
});
export type BuildStep = z.infer<typeof buildStepSchema>;

/** What the engine knows of an image, and what of the clone was found inside it. Sizes in bytes. */
export const imageFactsSchema = z.object({
  id: z.string(),
  size: z.int(),
  /** Size of the base image of the last stage; 0 for `scratch`, null when it is not known. */
  baseSize: z.int().nullable(),
  user: z.string(),
  /** Layers above the base, largest first, with the instruction that made them. */
  layers: z.array(z.object({ instruction: z.string(), size: z.int() })),
  exposedPorts: z.array(z.int()),
  volumes: z.array(z.string()),
  /** Folders and files of the clone that should have stayed out: `node_modules`, `.git`, `.env`, `venv` …; null when the image could not be read. */
  fromClone: z.array(z.object({ name: z.string(), path: z.string() })).nullable(),
  /** Tools and leftovers that were looked up by their usual places; not there in older evidence. */
  contains: z
    .array(
      z.object({
        path: z.string(),
        kind: z.enum(['compiler', 'development-dependency', 'package-lists', 'package-cache']),
        /** What a person calls it: `gcc`, `nodemon`, `apt`. */
        name: z.string(),
      }),
    )
    .optional(),
  /** Values that look like secrets and can be read from the image by whoever has it, never the values themselves; not there in older evidence. */
  secrets: z
    .array(
      z.object({
        name: z.string(),
        via: z.enum(['environment', 'build-argument', 'instruction', 'file']),
        /** The instruction of the history, or the path in the image. */
        at: z.string(),
        where: whereSchema.nullable(),
      }),
    )
    .optional(),
});
export type ImageFacts = z.infer<typeof imageFactsSchema>;

export const serviceBuildSchema = z.object({
  service: z.string(),
  outcome: z.enum(['built', 'failed', 'timeout', 'skipped']),
  seconds: z.number(),
  /** Last lines of the build's output. */
  log: z.string(),
  /** The steps in their order; not there in older evidence. */
  steps: z.array(buildStepSchema).optional(),
  failure: z
    .object({
      /** The instruction that failed, as BuildKit shows it; null when the build failed before its first instruction. */
      instruction: z.string().nullable(),
      exitCode: z.int().nullable(),
      message: z.string(),
      where: whereSchema.nullable(),
      /** What a build may not take or do here; not there when it failed otherwise. */
      refused: z
        .object({
          kind: z.enum(['download', 'repository', 'image', 'frontend', 'rights', 'source']),
          /** An address, the name of an image or of a right. */
          what: z.string(),
        })
        .optional(),
      /** The limit that stopped it, in bytes or processes: `disk` of what it wrote, `image` of what came of it. Not there when it failed otherwise. */
      limit: z.object({ kind: z.enum(['memory', 'processes', 'disk', 'image']), most: z.number() }).optional(),
    })
    .nullable(),
  image: imageFactsSchema.nullable(),
});
export type ServiceBuild = z.infer<typeof serviceBuildSchema>;

/** What a scanner says of an image: findings of the highest severity for which there is a fixed version. */
const scanSchema = z.object({
  service: z.string(),
  /** Name and version. */
  scanner: z.string(),
  findings: z.array(
    z.object({ id: z.string(), package: z.string(), installed: z.string(), fixed: z.string(), title: z.string() }),
  ),
});
export type Scan = z.infer<typeof scanSchema>;

export const buildEvidenceSchema = z.object({
  builds: z.array(serviceBuildSchema),
  /** Only where a scanner is configured. */
  scans: z.array(scanSchema).optional(),
  /** Images without a build. `failed`: the name is wrong or private; outages of a registry are errors of ours. */
  pulls: z.array(
    z.object({
      service: z.string(),
      reference: z.string(),
      outcome: z.enum(['present', 'pulled', 'failed']),
      seconds: z.number(),
      message: z.string().nullable(),
    }),
  ),
});
export type BuildEvidence = z.infer<typeof buildEvidenceSchema>;
