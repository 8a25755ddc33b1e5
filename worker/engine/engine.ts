import type Docker from 'dockerode';
import type { CommandResult } from './command.ts';

/** What is known about an engine after it was connected. */
export interface EngineInfo {
  /** `unix:///…` or `tcp://…`. */
  host: string;
  version: string;
  compose: string;
  /** One of dockgrade's own: stand-ins may live in it, and its namespace belongs to us. */
  own: boolean;
  /** Path of the network namespace in which container addresses answer; null: they answer right here. */
  netns: string | null;
  /** Host uid and gid that root inside a container has (user-namespace remapping); 0 without it. */
  uidBase: number;
  /** The most open files that a container can be given; null: as many as are asked for, or it cannot be known from here. */
  openFiles: number | null;
  /** `address`: containers answer on their own address. `published`: only through ports on 127.0.0.1. */
  reach: 'address' | 'published';
  /** The procfs in which container process ids are found; null when they cannot be seen from here. */
  proc: string | null;
  /** The name of the runtime that the operator chose for students' containers; null: the engine's default. */
  runtime: string | null;
  /** The control group that everything of an engine of our own runs below, as it names it (`/dockgrade-…`); null in others. */
  group: string | null;
  /** The folder of this machine in which an engine of our own keeps layers, volumes and logs; null in others. */
  data: string | null;
}

/** How Compose is called: always our project name, our files, our environment; never discovery. */
export interface ComposeCall {
  project: string;
  /** Folder against which relative paths are resolved. */
  folder: string;
  files: readonly string[];
  /** Variables for `${…}`; everything else is empty. */
  variables: Record<string, string>;
}

export interface Limits {
  signal: AbortSignal;
  /** Milliseconds. */
  timeout: number;
}

/** One image, and all that it is built from: paths and names of ours, nothing that is read from anybody's Compose file. */
export interface BuildCall {
  tag: string;
  labels: Readonly<Record<string, string>>;
  /** Absolute paths. */
  context: string;
  dockerfile: string;
  /** Further contexts by name: absolute paths, or images as `docker-image://…`. No name has a `=`. */
  contexts: Readonly<Record<string, string>>;
  args: Readonly<Record<string, string>>;
  secrets: readonly { id: string; file: string }[];
  target: string | null;
  network: 'none' | null;
  /** Bytes of /dev/shm. */
  shmSize: string | null;
  /** Absolute path of a BuildKit source policy. */
  policy: string;
  /** Whose build it is: letters and digits. What its steps leave in cache mounts is found again by builds of the same scope only. */
  scope: string;
  /** Whether the results of its steps are too: secrets and cache mounts are no part of what they are found again by. */
  isPrivate: boolean;
  /** The control group of the steps, as the engine names it; null: the engine's own. */
  group: string | null;
  /** Bytes of one file. */
  largestFile: number;
}

export interface BuildLimits extends Limits {
  /** Ends the build as its time does: that is a result too. */
  stop: AbortSignal;
  onLine: (line: string) => void;
}

export interface BuildOutput {
  /** null when it was stopped. */
  exitCode: number | null;
  /** The last lines of both streams, at most 256 KiB. */
  output: string;
  timedOut: boolean;
  seconds: number;
}

/** A container with everything that the engine tells about it. */
export type Container = Docker.ContainerInspectInfo & {
  Config: { StopSignal?: string; StopTimeout?: number };
  /** Of the overlay driver: the folder in which the container's own layer lies. */
  GraphDriver?: { Data: Record<string, string> | null };
};

export interface ExecResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
  timedOut: boolean;
  /** Process id, as `processes` tells them, of a program that was left running when its time was over; null otherwise. */
  left: number | null;
}

export interface ExecOptions extends Limits {
  env?: Record<string, string>;
  /** Name or number; the container's own user when it is left out. */
  user?: string;
}

export type ProcessSignal = 'SIGKILL' | 'SIGSTOP' | 'SIGCONT';

/** What the operator of an engine has set, and what its machine can. */
export interface EngineFacts {
  /** The runtime that every container of a run has. */
  runtime: string;
  /** Whether the kernel counts swap: without it the engine leaves a limit of it out. */
  limitsSwap: boolean;
}

/** Everything that belongs to a project, as the engine made it; of volumes also those that its containers mount. */
export interface Created {
  containers: Container[];
  networks: Docker.NetworkInspectInfo[];
  volumes: Docker.VolumeInspectInfo[];
}

/** Objects that carry the label of one run. Ids of containers and networks, names of volumes, ids of images. */
export interface Owned {
  containers: string[];
  networks: string[];
  volumes: string[];
  images: string[];
}

/**
 * A container engine, as the stages use it. One instance serves many runs at once; every method may be called concurrently.
 * Methods that look or remove are safe to repeat; removing what is gone is no error. A container that is gone while it is looked at
 * is left out. Whatever the engine itself cannot do is a `DockgradeError` (`engine-unreachable`, `engine-failed`); what a student's
 * program does (exit codes, failing builds) is in the result.
 */
export interface Engine {
  readonly info: EngineInfo;

  /** Has Compose create or start what stands in an admitted file. Its exit code is a result. It builds nothing, and files of strangers are read in a seal (worker/sealed). */
  compose(call: ComposeCall, args: readonly ['up', ...string[]], limits: Limits): Promise<CommandResult>;

  /** Builds an image to its end. Its exit code is a result. Steps that still run when the client was ended are ended by the engine soon after. */
  build(call: BuildCall, limits: BuildLimits): Promise<BuildOutput>;
  /** Removes what builds of a scope left in cache mounts, and the copies of contexts that no build will look at again. */
  forgetBuilds(scope: string, signal: AbortSignal): Promise<void>;

  /** All containers of a project, running or not, with full details, ordered by service. */
  containers(project: string, signal: AbortSignal): Promise<Container[]>;

  /** The containers of a project, its networks and its volumes, with full details. */
  created(project: string, signal: AbortSignal): Promise<Created>;
  /** Asked once. */
  facts(signal: AbortSignal): Promise<EngineFacts>;

  /** SIGTERM (or the image's stop signal), then SIGKILL after `grace` seconds. */
  stop(id: string, grace: number, signal: AbortSignal): Promise<void>;
  /** False when the container's own command or mounts keep it from starting (a mounted file became a folder): a fact, not a fault. */
  start(id: string, signal: AbortSignal): Promise<boolean>;
  /** Kills and removes a container. Its volumes stay, anonymous ones too: remember its mounts first. */
  remove(id: string, signal: AbortSignal): Promise<void>;
  removeVolume(name: string, signal: AbortSignal): Promise<void>;
  removeNetwork(id: string, signal: AbortSignal): Promise<void>;
  removeImage(reference: string, signal: AbortSignal): Promise<void>;

  /** Runs a program in a running container, output capped at 64 KiB a stream. */
  exec(id: string, command: readonly string[], options: ExecOptions): Promise<ExecResult>;
  /** The last lines of both streams, at most 64 KiB. */
  logs(id: string, lines: number, signal: AbortSignal): Promise<string>;
  /** `ps` of the engine: pid on the engine's machine, parent, uid inside the container, state (`S`, `T`, `Z` …), command line. */
  processes(
    id: string,
    signal: AbortSignal,
  ): Promise<{ pid: number; parent: number; uid: number | null; state: string; command: string }[]>;
  /**
   * Sends a signal to processes of a container, past the engine: what it ends counts as a crash, and restart policies act on it. An id that
   * belongs to no process of that container, or no longer does, is left out.
   * False where processes cannot be reached from here.
   */
  signal(id: string, pids: readonly number[], name: ProcessSignal, signal: AbortSignal): Promise<boolean>;
  /** Has the engine send a signal to the first process of a container. From then on no restart policy acts, until it is started again. */
  kill(id: string, name: ProcessSignal, signal: AbortSignal): Promise<void>;

  /** An image's details; null when it is not there. */
  image(reference: string, signal: AbortSignal): Promise<Docker.ImageInspectInfo | null>;
  /** The layers of an image with the instruction that made each, newest first. */
  history(reference: string, signal: AbortSignal): Promise<{ createdBy: string; size: number }[]>;
  /** In an engine of our own, where no registry answers: builds stand-ins for those images that are missing and that there is one for. */
  prepare(references: readonly string[], signal: AbortSignal, say: (line: string) => void): Promise<void>;
  /** Fetches an image. A wrong name gives `failed`; outages and limits of a registry are exceptions. */
  pull(reference: string, limits: Limits): Promise<{ outcome: 'pulled' | 'failed'; message: string | null }>;
  /** Which of these absolute paths exist in an image. The image is looked at, never run. */
  existing(
    image: string,
    paths: readonly string[],
    label: Record<string, string>,
    signal: AbortSignal,
  ): Promise<string[]>;

  /** Everything that a run created and that carries its label: not the anonymous volumes, which carry none. */
  owned(job: string, signal: AbortSignal): Promise<Owned>;
  /** Which of these volumes exist. */
  volumes(names: readonly string[], signal: AbortSignal): Promise<string[]>;
  /** Runs that something in the engine still belongs to, and who owns them. */
  runs(signal: AbortSignal): Promise<{ job: string; owner: string }[]>;
  /** Resolves as soon as the engine goes away, or when the signal aborts. What came of a command in that moment is no fact about a student. */
  untilGone(signal: AbortSignal): Promise<void>;
}
