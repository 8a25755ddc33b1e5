import type { CommandResult } from '../engine/command.ts';

/** A program and the files that the system needs to start it. Absolute, real paths of this machine. */
export interface Program {
  path: string;
  libraries: readonly string[];
}

/** What a sealed program is started with. It sees nothing else: no other file, no variable, no network, no other process. */
export interface SealedCall {
  args: readonly string[];
  /** Files and folders of this machine that it may read, and where it finds them. */
  visible: readonly { from: string; at: string }[];
  /** Its working folder, below what is visible. */
  folder: string;
  variables: Readonly<Record<string, string>>;
}

/**
 * A way to run one program so that what it reads can do nothing: without network, engine or environment, on files that cannot be written to, within the
 * limits below (threats.md 0.1, 4.1 L2). May be called concurrently.
 */
export interface Seal {
  readonly kind: 'bubblewrap' | 'container';
  /** Ends at the latest with the limits; how it ended is a result. @throws the signal's reason */
  run(call: SealedCall, signal: AbortSignal): Promise<CommandResult>;
}

export const SEALED = {
  /** Bytes of memory that can be written to. Compose takes 100 MiB for a normal file. */
  memory: 256 * 1024 * 1024,
  /** Seconds of CPU. A normal file takes 0.05, one that is as large as admission allows 0.6. */
  cpu: 2,
  /** Milliseconds of wall time, also on a machine that is very busy. */
  wall: 15_000,
  /** Threads and processes, where the seal is a container: Compose is one process of a dozen threads. */
  processes: 64,
  openFiles: 128,
  /** Bytes of each output stream. */
  output: 8 * 1024 * 1024,
} as const;
