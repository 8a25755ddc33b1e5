import { lstat, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/**
 * A regular file of the repository as text; null when there is none. A link that leads out of the repository counts as none: what lies
 * there is the machine's, and would end up in a report or in a container.
 * @param root real path of the repository's copy
 */
export async function readInside(root: string, path: string, maxBytes: number): Promise<string | null> {
  const real = await realpath(path).catch(() => null);
  if (real === null || !real.startsWith(`${root}${sep}`)) return null;
  const facts = await lstat(real);
  return facts.isFile() && facts.size <= maxBytes ? readFile(real, 'utf8') : null;
}

/**
 * Writes a file into the repository's copy. Links on the way, which could lead anywhere, make place for real folders; so does a file on the way, and a
 * folder where the file is to be.
 */
export async function writeInside(root: string, path: string, text: string): Promise<void> {
  const steps = relative(root, path).split(sep);
  for (const depth of steps.keys()) {
    const place = join(root, ...steps.slice(0, depth + 1));
    const facts = await lstat(place).catch(() => null);
    const fits = depth === steps.length - 1 ? facts?.isFile() : facts?.isDirectory();
    if (facts && !fits) await rm(place, { recursive: true });
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
