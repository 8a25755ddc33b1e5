import { z } from 'zod';

/** A line of a text file. `line` counts from 1. */
const lineSchema = z.object({ line: z.int().positive(), text: z.string() });

const workflowSchema = z.object({
  file: z.string(),
  /** What the YAML parser says when it cannot be read; null when it can. */
  problem: z.string().nullable(),
  /** Names of the events that start it (`push`, `pull_request` …). */
  events: z.array(z.string()),
  /** Steps that build an image: an action that does, or a command. */
  builds: z.array(lineSchema),
});
export type WorkflowFacts = z.infer<typeof workflowSchema>;

const manifestSchema = z.object({
  file: z.string(),
  /** What the YAML parser says when it cannot be read; null when it can. */
  problem: z.string().nullable(),
  documents: z.array(
    z.object({
      line: z.int().positive(),
      apiVersion: z.string(),
      kind: z.string(),
      name: z.string().nullable(),
      /** Where the schema of this kind is not kept. */
      known: z.boolean(),
      /** What the schema of its kind does not allow. `path` as in `spec.template.spec.containers[0]`. */
      problems: z.array(z.object({ path: z.string(), message: z.string(), line: z.int().positive().nullable() })),
      containers: z.array(
        z.object({ name: z.string(), image: z.string().nullable(), ports: z.array(z.int()), line: z.int().positive() }),
      ),
    }),
  ),
});
export type ManifestFacts = z.infer<typeof manifestSchema>;

/** What the repository holds beside its Docker files: how it is delivered. Paths are relative to the repository. */
export const deliverySchema = z.object({
  /** READMEs, with the lines that name a command which starts the stack. */
  readmes: z.array(z.object({ file: z.string(), commands: z.array(lineSchema) })),
  workflows: z.array(workflowSchema),
  manifests: z.array(manifestSchema),
});
export type DeliveryFacts = z.infer<typeof deliverySchema>;
