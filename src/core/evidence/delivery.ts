import { z } from 'zod';
import { textSchema } from './common.ts';

/** A line of a text file. `line` counts from 1. */
const lineSchema = z.object({ line: z.int().positive(), text: z.string() });

/** What the YAML parser says when a file cannot be read, and on which line. */
const problemSchema = z.object({ message: z.string(), line: z.int().positive().nullable() }).nullable();

const workflowSchema = z.object({
  file: z.string(),
  problem: problemSchema,
  /** Names of the events that start it (`push`, `pull_request` …). */
  events: z.array(z.string()),
  /** Steps that build an image: an action that does, or a command. */
  builds: z.array(lineSchema),
});
export type WorkflowFacts = z.infer<typeof workflowSchema>;

const containerSchema = z.object({
  name: z.string(),
  image: z.string().nullable(),
  /** `containerPort` with its name, if it has one. */
  ports: z.array(z.object({ number: z.int(), name: z.string().nullable(), line: z.int().positive() })),
  /** Numbers that its environment gives it: one of them may be the port that it is told to listen on. */
  told: z.array(z.int()),
  line: z.int().positive(),
});
export type ContainerFacts = z.infer<typeof containerSchema>;

const documentSchema = z.object({
  line: z.int().positive(),
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string().nullable(),
  /** The schema of this kind is kept here; without it nothing is said of the document. */
  known: z.boolean(),
  /** What the schema of its kind does not allow. `path` as in `spec.template.spec.containers[0]`. */
  problems: z.array(z.object({ path: z.string(), message: textSchema, line: z.int().positive().nullable() })),
  /** Labels of the pods that it makes. */
  labels: z.record(z.string(), z.string()),
  containers: z.array(containerSchema),
  /** Of a Service: which pods it leads to, and to which of their ports (number or name). */
  leads: z
    .object({
      selector: z.record(z.string(), z.string()),
      ports: z.array(z.object({ target: z.union([z.int(), z.string()]), line: z.int().positive() })),
    })
    .nullable(),
});
export type ManifestDocument = z.infer<typeof documentSchema>;

const manifestSchema = z.object({ file: z.string(), problem: problemSchema, documents: z.array(documentSchema) });
export type ManifestFacts = z.infer<typeof manifestSchema>;

/** What the repository holds beside its Docker files: how it is delivered. Paths are relative to the repository. */
export const deliverySchema = z.object({
  /** READMEs, with the lines that name a command which starts the stack. */
  readmes: z.array(z.object({ file: z.string(), commands: z.array(lineSchema) })),
  workflows: z.array(workflowSchema),
  manifests: z.array(manifestSchema),
});
export type DeliveryFacts = z.infer<typeof deliverySchema>;
