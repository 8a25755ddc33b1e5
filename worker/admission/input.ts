import type { Note, Refusal } from '../../src/core/evidence/admit.ts';
import type { ComposeModel } from './model.ts';

export interface AdmissionInput {
  /** Compose's own canonical JSON (`config --format json`): every `$` is doubled, and `$$` is written back as it is. */
  model: unknown;
  /** Compose files of the repository in the order in which they are merged; only used to find lines. */
  sources: readonly { file: string; text: string }[];
  /** Real absolute path of the folder that the model's absolute paths lie in: the run's copy of the repository. */
  checkout: string;
  project: string;
  /** Variables that the `.env` of the repository and the assignment set: what Compose takes for `environment:` of secrets and configs. */
  variables: Record<string, string>;
  /** Our name for the image of a service that is built. */
  images: (service: string) => string;
  /** Services whose Dockerfile has a health check → seconds that it leaves for starting. */
  imageChecks: ReadonlyMap<string, number>;
  /** Put on every service, network, volume and build. */
  labels: Record<string, string>;
  /** Of the whole submission: bytes, CPUs, processes, bytes. */
  limits: { memory: number; cpus: number; pids: number; disk: number };
  /** The most open files that a container of the engine can be given; null: as many as are asked for. */
  openFiles: number | null;
  /** The control group that every container runs below; null where there is none, so that each gets its share alone. */
  group: string | null;
  /** The container runtime that the operator chose; null: the engine's default. */
  runtime: string | null;
  /** Whether the running stack has a way out of the sandbox. */
  network: 'open' | 'closed';
  /** Whether the steps of a build have one. */
  buildNetwork: 'open' | 'closed';
  /** How the prober gets to a container: on its own address, or through ports on 127.0.0.1. */
  reach: 'address' | 'published';
}

/** What must be there on disk before the admitted model runs. Absolute paths. */
export interface Preparation {
  /** Bind sources inside the checkout that do not exist yet: plain Docker would create them, and so must we. */
  createFolders: string[];
  /**
   * Files and folders that are mounted from a copy of their own, because another container may write to the place where
   * they lie and could put a link there. `to` lies beside the checkout; `from` need not exist.
   */
  copies: { from: string; to: string }[];
  /** Secrets and configs that come from a variable. They lie beside the checkout. */
  files: { path: string; text: string }[];
}

export type Admission =
  | ({ outcome: 'admitted'; model: ComposeModel; notes: Note[] } & Preparation)
  | { outcome: 'refused'; refusals: Refusal[]; notes: Note[] };
