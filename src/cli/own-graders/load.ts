import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { DockgradeError } from '../../core/errors.ts';
import type { Grader } from '../../core/grader.ts';
import { checkExport } from './check.ts';
import { guarded } from './guarded.ts';
import { makeImportable } from './hooks.ts';
import { noSilentEnd } from './no-silent-end.ts';
import { placeOfLoading } from './place-in.ts';

const GRADER = /(?<!\.d)\.(ts|js|mjs)$/;
/** Milliseconds for what a file does while it is loaded. */
const LOADING = 10_000;

/**
 * The graders in a folder of a teacher's own, one a file, in the order of their names. `taken` are the ids that are not free.
 * Throws `grader-invalid` with every mistake: file, field, what was found, what was expected.
 */
export async function loadOwnGraders(folder: string, taken: readonly string[]): Promise<Grader[]> {
  const files = (await filesIn(folder)).filter((file) => GRADER.test(file)).sort();
  if (files.length === 0) throw invalid(folder, ['found no file, expected graders such as at-most-two-services.ts']);
  const real = await realpath(folder);
  makeImportable(real);
  const graders: Grader[] = [];
  const mistakes: string[] = [];
  for (const file of files) {
    const name = file.replace(GRADER, '');
    const loaded = await exportOf(join(real, file), file);
    const checked = 'mistake' in loaded ? { mistakes: [loaded.mistake] } : checkExport(loaded.exported, name);
    if ('mistakes' in checked) mistakes.push(...checked.mistakes.map((text) => withFile(file, text)));
    else if (taken.includes(name))
      mistakes.push(`${file}: id: ${JSON.stringify(name)} is taken by dockgrade itself, expected another`);
    else if (graders.some(({ id }) => id === name))
      mistakes.push(`${file}: id: ${JSON.stringify(name)} is there twice, expected one file for it`);
    else graders.push(guarded(checked.grader, file));
  }
  if (mistakes.length > 0) throw invalid(folder, mistakes);
  return graders;
}

async function exportOf(path: string, file: string): Promise<{ exported: unknown } | { mistake: string }> {
  const loaded = noSilentEnd(file);
  const late = new AbortController();
  const timeout = pause(LOADING, null, { signal: late.signal }).catch(() => null);
  try {
    const module = (await Promise.race([import(pathToFileURL(path).href), timeout])) as Record<string, unknown> | null;
    if (module === null)
      return { mistake: `found code that did not end after ${LOADING / 1000} s while it was loaded` };
    if ('default' in module) return { exported: module.default };
    return { mistake: 'found no default export, expected export default defineGrader({ … })' };
  } catch (error) {
    return { mistake: `${await placeOfLoading(file, path, error)}: it cannot be loaded: ${String(error)}` };
  } finally {
    late.abort();
    loaded();
  }
}

/** A mistake whose place is known names the file already. */
function withFile(file: string, text: string): string {
  return text.startsWith(file) ? text : `${file}: ${text}`;
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: 'there is no such folder',
      ENOTDIR: 'it is no folder',
      EACCES: 'permission denied',
    };
    const reason = reasons[code ?? ''] ?? code;
    throw new DockgradeError(
      'grader-invalid',
      `the folder of graders ${JSON.stringify(folder)} cannot be read: ${reason}`,
      {
        cause: error,
      },
    );
  }
}

function invalid(folder: string, mistakes: readonly string[]): DockgradeError {
  const count = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`;
  const lines = mistakes.map((mistake) => `  ${mistake}`);
  return new DockgradeError(
    'grader-invalid',
    `the graders in ${JSON.stringify(folder)} have ${count}\n${lines.join('\n')}`,
    {
      remedy: 'docs/writing-a-grader.md shows a whole grader.',
    },
  );
}
