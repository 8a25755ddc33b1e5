import { z } from 'zod';
import { refusalSchema } from './admit.ts';
import { databaseKindSchema, textSchema, whereSchema } from './common.ts';
import { deliverySchema } from './delivery.ts';

/** An image reference as the student wrote it, after interpolation. */
export const imageReferenceSchema = z.object({
  reference: z.string(),
  /** The tag as written; null when there is none. */
  tag: z.string().nullable(),
  digest: z.boolean(),
  where: whereSchema,
});
export type ImageReference = z.infer<typeof imageReferenceSchema>;

const portSchema = z.object({
  /** Container port. */
  target: z.int(),
  /** Host port or range as text; null when the engine picks one. */
  published: z.string().nullable(),
  hostIp: z.string().nullable(),
  where: whereSchema,
});

const mountSchema = z.object({
  type: z.enum(['volume', 'bind', 'tmpfs', 'other']),
  /** Volume name as the student wrote it, or path relative to the repository; null for anonymous volumes and tmpfs. */
  source: z.string().nullable(),
  target: z.string(),
  readOnly: z.boolean(),
  where: whereSchema,
});

const variableSchema = z.object({
  name: z.string(),
  /** The value, masked where the name or the form says that it is a secret (`postgres://user:••••@db/x`). */
  value: z.string(),
  /** True when the value stands literally in the Compose file (no `${…}`, no env_file). */
  literal: z.boolean(),
  secret: z.boolean(),
  where: whereSchema,
});

export const serviceSchema = z.object({
  name: z.string(),
  where: whereSchema,
  image: imageReferenceSchema.nullable(),
  build: z
    .object({ context: z.string(), dockerfile: z.string(), target: z.string().nullable(), where: whereSchema })
    .nullable(),
  ports: z.array(portSchema),
  expose: z.array(z.int()),
  environment: z.array(variableSchema),
  dependsOn: z.array(z.object({ service: z.string(), condition: z.string() })),
  mounts: z.array(mountSchema),
  healthcheck: z.object({ test: z.string(), where: whereSchema }).nullable(),
  /** `always`, `on-failure`, `unless-stopped` or `no`, as `restart` or `deploy.restart_policy` say; null when nothing is written, not there in older evidence. */
  restart: z.object({ policy: z.string(), where: whereSchema }).nullable().optional(),
  /** A fixed `container_name`, and `links` as they are written; not there in older evidence. */
  containerName: z.object({ name: z.string(), where: whereSchema }).nullable().optional(),
  links: z.array(z.object({ text: z.string(), where: whereSchema })).optional(),
  /** Which database this service is, by its image or by the base of its Dockerfile; null for anything else. */
  database: databaseKindSchema.nullable(),
});
export type ServiceFacts = z.infer<typeof serviceSchema>;

export const dockerfileSchema = z.object({
  service: z.string(),
  /** Path relative to the repository; `inline` text has the Compose file's path. */
  file: z.string(),
  exists: z.boolean(),
  /** One entry for each FROM. `internal` is true when it names an earlier stage, or `scratch`. */
  stages: z.array(z.object({ name: z.string().nullable(), from: imageReferenceSchema, internal: z.boolean() })),
  /** `text` is without the options (`--from=build`), which stand in `flags`; not there in older evidence. */
  instructions: z.array(
    z.object({
      keyword: z.string(),
      text: z.string(),
      flags: z.array(z.string()).optional(),
      line: z.int(),
      stage: z.int(),
    }),
  ),
});
export type DockerfileFacts = z.infer<typeof dockerfileSchema>;

/** What the repository asks for, read from its files before anything runs. */
export const resolveEvidenceSchema = z.object({
  compose: z.object({
    outcome: z.enum(['found', 'missing', 'invalid']),
    /** Files that were used (an override file comes second), relative to the repository. */
    files: z.array(z.string()),
    /** Where Compose files are that Compose would not find by itself. */
    elsewhere: z.array(z.string()),
    /** Compose's own words when it refuses the file. */
    message: z.string().nullable(),
    where: whereSchema.nullable(),
    warnings: z.array(z.string()),
    /** Where an obsolete `version:` stands; null when there is none, not there in older evidence. */
    version: whereSchema.nullable().optional(),
  }),
  /** What must not even be loaded; the admit stage turns it into its decision. */
  refusals: z.array(refusalSchema),
  /** Files that the Compose file asks for and git does not hold, and where their content came from. */
  missingFiles: z.array(
    z.object({
      path: z.string(),
      suppliedBy: z.enum(['assignment', 'example', 'nobody']),
      from: z.string().nullable(),
      where: whereSchema,
    }),
  ),
  services: z.array(serviceSchema),
  /** Named volumes that the Compose file declares at its top level, mounted or not. */
  volumes: z.array(z.object({ name: z.string(), where: whereSchema })).optional(),
  dockerfiles: z.array(dockerfileSchema),
  /** The service to probe and its container port; null when none can be found. */
  app: z.object({ service: z.string(), port: z.int().nullable(), reason: textSchema }).nullable(),
  /** The services that the student wrote: built, and no database. */
  applications: z.array(z.string()),
  /** Not there in older evidence. */
  delivery: deliverySchema.optional(),
  database: z.object({ service: z.string(), kind: databaseKindSchema.nullable(), reason: textSchema }).nullable(),
});
export type ResolveEvidence = z.infer<typeof resolveEvidenceSchema>;
