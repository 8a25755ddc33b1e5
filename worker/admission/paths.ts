import { lstat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';

/** Where a path leads. `through`: the first symbolic link on the way, relative to the root. */
export type Found =
  | { kind: 'outside' }
  | { kind: 'link'; through: string }
  | { kind: 'missing' }
  | { kind: 'file'; size: number }
  | { kind: 'folder' }
  | { kind: 'special' };

/**
 * Looks a path up below a real root folder, step by step, without following a single link. A path that leaves the root is `outside`
 * whether or not it exists, so that nobody learns what lies there; so is one in somebody's home. An absolute path is taken only as it is looked up: behind
 * a link, `..` leads somewhere else than its text says.
 */
export async function lookUp(root: string, path: string): Promise<Found> {
  const target = resolve(root, path);
  if (!isInside(root, target)) return { kind: 'outside' };
  if (isAbsolute(path) && path !== target) return { kind: 'outside' };
  let here = root;
  const steps = relative(root, target).split(sep).filter(Boolean);
  // Where nobody has a home, Compose leaves `~/.ssh` as it is and looks for it beside its file.
  if (steps.includes('~')) return { kind: 'outside' };
  let found: Found = { kind: 'folder' };
  for (const step of steps) {
    if (found.kind === 'missing') return found;
    // Below a file there is nothing, and nothing can be created.
    if (found.kind !== 'folder') return { kind: 'special' };
    here = join(here, step);
    found = await kindOf(here);
    if (found.kind === 'link') return { kind: 'link', through: relative(root, here) };
  }
  return found;
}

/** True when `path` is `root` or lies below it. Both absolute. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function kindOf(path: string): Promise<Found> {
  try {
    const stats = await lstat(path);
    if (stats.isSymbolicLink()) return { kind: 'link', through: path };
    if (stats.isDirectory()) return { kind: 'folder' };
    return stats.isFile() ? { kind: 'file', size: stats.size } : { kind: 'special' };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(code)) return { kind: 'missing' };
    throw error;
  }
}
