import { realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FetchEvidence } from '../../src/core/evidence/index.ts';
import { readInside } from '../resolve/inside.ts';
import type { Entry } from './listing.ts';

type Elsewhere = NonNullable<FetchEvidence['elsewhere']>;

/** Of each kind. */
const MAX_TOLD = 10;
const MAX_ATTRIBUTES = 64 * 1024;
/** What Git LFS commits in the place of a large file (its specification: below 1,024 bytes, and this line first). */
const POINTER = 'version https://git-lfs.github.com/spec/v1\n';
const MAX_POINTER = 1023;

/** What a commit only refers to: its contents lie in other repositories or with Git LFS, and are not fetched. Null when there is nothing of the kind. */
export async function elsewhereOf(entries: readonly Entry[], checkout: string): Promise<Elsewhere | null> {
  const submodules = entries.filter(({ kind }) => kind === 'submodule').map(({ path }) => path);
  const largeFiles = await pointersAmong(entries, await realpath(checkout));
  if (submodules.length + largeFiles.length === 0) return null;
  return { submodules: submodules.slice(0, MAX_TOLD), largeFiles: largeFiles.slice(0, MAX_TOLD) };
}

/** Small files are read only where an attribute names Git LFS at all. */
async function pointersAmong(entries: readonly Entry[], root: string): Promise<string[]> {
  const files = entries.filter(({ kind }) => kind === 'file');
  const attributes = files.filter(({ path }) => basename(path) === '.gitattributes');
  let named = false;
  for (const { path } of attributes) named ||= /\bfilter=lfs\b/.test((await read(root, path, MAX_ATTRIBUTES)) ?? '');
  if (!named) return [];
  const found: string[] = [];
  for (const { path, size } of files) {
    if (found.length === MAX_TOLD) break;
    if (size <= MAX_POINTER && (await read(root, path, MAX_POINTER))?.startsWith(POINTER)) found.push(path);
  }
  return found;
}

async function read(root: string, path: string, maxBytes: number): Promise<string | null> {
  return readInside(root, join(root, path), maxBytes);
}
