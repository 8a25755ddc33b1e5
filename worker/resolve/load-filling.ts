import { join, relative } from 'node:path';
import type { AssignmentFile } from '../../src/core/assignment/schema.ts';
import type { ResolveEvidence, Where } from '../../src/core/evidence/index.ts';
import { fillEnvFile } from './environment.ts';
import type { Loaded } from './load.ts';

type MissingFile = ResolveEvidence['missingFiles'][number];

/** Compose names one missing file at a time. */
const MOST = 10;

/**
 * Loads again as long as Compose misses an env file: one that a file of `include` or `extends` asks for is known to Compose alone.
 * @param load Compose's own loader
 */
export async function loadFilling(
  load: () => Promise<Loaded>,
  root: string,
  folder: string,
  stack: AssignmentFile['stack'],
  where: Where,
): Promise<{ loaded: Loaded; missingFiles: MissingFile[] }> {
  const missingFiles: MissingFile[] = [];
  for (;;) {
    const loaded = await load();
    const named = loaded.ok ? undefined : /^env file (.+?) not found/m.exec(loaded.message)?.[1];
    const path = named && relative(folder, join(root, named));
    const filled = path && missingFiles.length < MOST ? await fillEnvFile(root, folder, path, stack, true) : null;
    if (!named || !filled) return { loaded, missingFiles };
    missingFiles.push({ path: named, ...filled, where });
  }
}
