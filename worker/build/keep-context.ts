import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunContext } from '../stages/stage.ts';

/** Where the build contexts lie as they were built, for a build after the start: containers may have written to `context/` by then. */
export function keptContext({ folder }: Pick<RunContext, 'folder'>): string {
  return join(folder, 'rebuild');
}

/** Copies `context/` right after the builds, where an image is to be built once more. */
export async function keepContext(context: RunContext): Promise<void> {
  if (context.job.drills?.includes('rebuild') === false) return;
  await cp(join(context.folder, 'context'), keptContext(context), { recursive: true, verbatimSymlinks: true });
}
