import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** The names that Compose looks for, in its order (compose-go `cli.DefaultFileNames`). */
export const COMPOSE_NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];
const LOOKALIKE = /^(docker-)?compose[\w.-]*\.ya?ml$/i;
const SKIPPED = new Set(['node_modules', '.git', 'vendor', 'venv', '.venv']);

/** Compose files as `docker compose` in that folder would use them: the main one, then its override. Paths relative to `folder`. */
export async function findComposeFiles(folder: string, wanted: string | undefined): Promise<string[]> {
  const names = await namesIn(folder);
  if (wanted !== undefined)
    return (await namesIn(join(folder, wanted, '..'))).includes(wanted.split('/').at(-1) ?? '') ? [wanted] : [];
  const main = COMPOSE_NAMES.find((name) => names.includes(name));
  if (main === undefined) return [];
  const override = OVERRIDES.find((name) => names.includes(name));
  return override === undefined ? [main] : [main, override];
}

/** Files elsewhere in the repository that look like Compose files, three folders deep, at most ten: a hint for whoever put it in the wrong place. */
export async function findElsewhere(root: string, folder = root, depth = 0): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    if (entry.isFile() && LOOKALIKE.test(entry.name)) found.push(relative(root, join(folder, entry.name)));
    if (entry.isDirectory() && depth < 3 && !SKIPPED.has(entry.name))
      found.push(...(await findElsewhere(root, join(folder, entry.name), depth + 1)));
  }
  return found.sort().slice(0, 10);
}

/** A folder that is not there has no names; a file is found whatever it is, so that admission can refuse a link. */
async function namesIn(folder: string): Promise<string[]> {
  return await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
}
