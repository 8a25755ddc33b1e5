import { z } from 'zod';
import { whereSchema } from './common.ts';

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
});
export type ImageFacts = z.infer<typeof imageFactsSchema>;

export const serviceBuildSchema = z.object({
  service: z.string(),
  outcome: z.enum(['built', 'failed', 'timeout', 'skipped']),
  seconds: z.number(),
  /** Last lines of the build's output. */
  log: z.string(),
  failure: z
    .object({
      /** The instruction that failed, as BuildKit shows it; null when the build failed before its first instruction. */
      instruction: z.string().nullable(),
      exitCode: z.int().nullable(),
      message: z.string(),
      where: whereSchema.nullable(),
    })
    .nullable(),
  image: imageFactsSchema.nullable(),
});
export type ServiceBuild = z.infer<typeof serviceBuildSchema>;

export const buildEvidenceSchema = z.object({
  builds: z.array(serviceBuildSchema),
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
