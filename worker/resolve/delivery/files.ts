import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { readInside } from '../inside.ts';

/** Folders that hold other people's files, or none that a person wrote. */
const SKIPPED = new Set(['node_modules', 'vendor', 'venv', 'dist', 'build', 'target', 'bower_components']);
const MAX_DEPTH = 5;
const MAX_FILES = 5000;
const MAX_BYTES = 128 * 1024;

/**
 * Plain files of the repository, relative to it, in a fixed order: those near its root first. Links are not followed; hidden folders but `.github` are
 * left out. A repository with more files than a student writes is looked at in part.
 */
export async function filesIn(root: string): Promise<string[]> {
  const files: string[] = [];
  let folders = [root];
  for (let depth = 0; depth < MAX_DEPTH && folders.length > 0; depth += 1) {
    const below: string[] = [];
    for (const folder of folders) {
      if (files.length >= MAX_FILES) return files;
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const path = join(folder, entry.name);
        if (entry.isFile()) files.push(relative(root, path));
        if (entry.isDirectory() && !SKIPPED.has(entry.name) && !/^\.(?!github$)/.test(entry.name)) below.push(path);
      }
    }
    folders = below;
  }
  return files.slice(0, MAX_FILES);
}

/** A small text of the repository; null for what is none. */
export async function readText(root: string, file: string): Promise<string | null> {
  const text = await readInside(root, join(root, file), MAX_BYTES);
  return text === null || text.includes('\0') ? null : text;
}
