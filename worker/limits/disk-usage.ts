import { run } from '../engine/command.ts';

/** What folders take on the disk. */
export interface Usage {
  /** Of blocks that are really there: a sparse file counts with what was written to it, one with several names once. */
  bytes: number;
  /** Files, folders, links: whatever has an inode. Null when they were not counted. */
  files: number | null;
}

/** Milliseconds. Far more than any honest stack's files take. */
const TIMEOUT = 120_000;
/** Below everything else, and yet above what a stack gets that keeps all CPUs busy: those who fill the disk must not slow down who counts. */
const PRIORITY = '5';

/**
 * Measures each of these folders, by a program of low priority that follows no link and leaves no file system. What vanishes meanwhile is left out.
 *
 * @param paths absolute; of folders one in another the inner is counted once
 * @param options.files whether files are counted too, which takes as long again
 * @returns one entry for each path that is there; null when there is too much to be measured in time
 */
export async function usageOf(
  paths: readonly string[],
  { files, signal }: { files: boolean; signal: AbortSignal },
): Promise<Map<string, Usage> | null> {
  if (paths.length === 0) return new Map();
  const bytes = await sums(paths, '--block-size=1', signal);
  const counts = files && bytes ? await sums(paths, '--inodes', signal) : new Map<string, number>();
  if (bytes === null || counts === null) return null;
  return new Map([...bytes].map(([path, sum]) => [path, { bytes: sum, files: counts.get(path) ?? null }]));
}

async function sums(paths: readonly string[], unit: string, signal: AbortSignal): Promise<Map<string, number> | null> {
  const args = ['-n', PRIORITY, 'du', '--one-file-system', '--summarize', '--null', unit, '--', ...paths];
  const { stdout, timedOut } = await run('nice', args, { signal, timeout: TIMEOUT });
  if (timedOut) return null;
  const entries = stdout.split('\0').flatMap((entry) => {
    const [, sum, path] = /^(\d+)\t(.*)$/s.exec(entry) ?? [];
    return path === undefined ? [] : [[path, Number(sum)] as const];
  });
  return new Map(entries);
}
