import { DockgradeError } from '../../src/core/errors.ts';

export interface SizeLimits {
  files: number;
  bytes: number;
}

const MIB = 1024 * 1024;

/** What a repository may hold. Homework is far below; what is far above wants to fill the disk. */
export const REPOSITORY_LIMITS: SizeLimits = { files: 20_000, bytes: 500 * MIB };

/** A folder is its user's own, and has what git leaves out: installed packages, build output. */
export const FOLDER_LIMITS: SizeLimits = { files: 300_000, bytes: 5000 * MIB };

/** Counts files until there are too many. `add` throws `repository-too-large`. */
export function countUpTo(
  limits: SizeLimits,
  what: string,
): { files: number; bytes: number; add(bytes: number): void } {
  return {
    files: 0,
    bytes: 0,
    add(bytes) {
      this.files += 1;
      this.bytes += bytes;
      if (this.files <= limits.files && this.bytes <= limits.bytes) return;
      const allowed = `${limits.files.toLocaleString('en')} files and ${limits.bytes / MIB} MiB`;
      throw new DockgradeError('repository-too-large', `${what} holds more than ${allowed}.`, {
        remedy:
          'Take out what can be installed or built again (node_modules, build output, data), and list it in .gitignore.',
      });
    },
  };
}
