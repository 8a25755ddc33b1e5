import { lstat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { AssignmentFile } from '../../src/core/assignment/schema.ts';
import type { ResolveEvidence, Where } from '../../src/core/evidence/index.ts';
import { filterDotEnv } from '../admission/dotenv.ts';
import type { Locator } from '../compose/locate.ts';
import { readInside, writeInside } from './inside.ts';

type MissingFile = ResolveEvidence['missingFiles'][number];
const MAX_BYTES = 64 * 1024;
const EXAMPLES = ['.example', '.template', '.sample', '.dist'];
const NAMED_EXAMPLES = ['.env.example', '.env.template', '.env.sample', 'env.example', '.env.dist'];

/** Puts the files in place that the assignment supplies: what git rightly does not hold. Paths are relative to `stack.path`. */
export async function supplyFiles(root: string, folder: string, stack: AssignmentFile['stack']): Promise<void> {
  for (const [path, content] of Object.entries(stack.files)) await writeInside(root, join(folder, path), content);
}

/**
 * Env files that services ask for and that are not there. Where the repository documents one (`.env.example` …) a copy takes its place:
 * a file that is rightly not in git is no reason to lose everything (lessons.md). Where there is none either, an empty file takes it, so that
 * the rest can be looked at.
 */
export async function fillMissingEnvFiles(
  root: string,
  folder: string,
  stack: AssignmentFile['stack'],
  services: readonly string[],
  locate: Locator,
): Promise<MissingFile[]> {
  const wanted = new Map<string, { where: Where; needed: boolean }>();
  if (await composeReadsDotEnv(root, folder, locate))
    wanted.set('.env', { where: locate.where(['services']), needed: false });
  for (const service of services) {
    const at = ['services', service, 'env_file'];
    for (const item of [locate.written(at) ?? []].flat()) {
      const path = typeof item === 'string' ? item : (item as { path?: unknown }).path;
      const optional = typeof item === 'object' && (item as { required?: unknown }).required === false;
      if (typeof path === 'string' && !optional && !path.includes('$'))
        wanted.set(path, { where: locate.where(at), needed: true });
    }
  }
  const missing: MissingFile[] = [];
  for (const [path, { where, needed }] of wanted) {
    const found = await fillEnvFile(root, folder, path, stack, needed);
    if (found && (needed || found.suppliedBy !== 'nobody'))
      missing.push({ path: relative(root, join(folder, path)), ...found, where });
  }
  return missing;
}

/** The values for `${…}`: the repository's `.env` without what would bend the client, and above it the assignment's. */
export async function readVariables(
  root: string,
  folder: string,
  stack: AssignmentFile['stack'],
): Promise<{ variables: Record<string, string>; dropped: string[] }> {
  const { kept, dropped } = filterDotEnv((await readInside(root, join(folder, '.env'), MAX_BYTES)) ?? '');
  return { variables: { ...kept, ...stack.environment }, dropped };
}

/** Whether the file has variables that nothing but a `.env` could fill, and there is none. */
async function composeReadsDotEnv(root: string, folder: string, locate: Locator): Promise<boolean> {
  const asks = /\$\{?[A-Za-z_]/.test(JSON.stringify(locate.written([]) ?? ''));
  const secrets = [locate.written(['secrets']), locate.written(['configs'])].map((part) => JSON.stringify(part ?? ''));
  if (!asks && !secrets.some((text) => text.includes('"environment":'))) return false;
  return (await readInside(root, join(folder, '.env'), MAX_BYTES)) === null;
}

/**
 * Puts an example, or an empty file where it is needed, in the place of an env file that is not there; null when it is.
 * @param path relative to `folder`
 */
export async function fillEnvFile(
  root: string,
  folder: string,
  path: string,
  stack: AssignmentFile['stack'],
  needed: boolean,
): Promise<Pick<MissingFile, 'suppliedBy' | 'from'> | null> {
  if (stack.files[path] !== undefined) return { suppliedBy: 'assignment', from: null };
  const target = join(folder, path);
  if (/^\.\.(\/|$)/.test(relative(root, target))) return null;
  if ((await lstat(target).catch(() => null)) !== null) return null;
  for (const example of [...EXAMPLES.map((end) => path + end), ...NAMED_EXAMPLES]) {
    const text = await readInside(root, join(folder, example), MAX_BYTES);
    if (text === null) continue;
    await writeInside(root, target, text);
    return { suppliedBy: 'example', from: relative(root, join(folder, example)) };
  }
  if (needed) await writeInside(root, target, '');
  return { suppliedBy: 'nobody', from: null };
}
