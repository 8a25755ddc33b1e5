import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DockgradeError } from '../core/errors.ts';
import { print, unwritable, warn } from './terminal.ts';

/** A file that a report will be written to. */
export interface Output {
  file: string;
  /** Writes all or nothing: who reads the file meanwhile sees the old content or the new one. */
  write(text: string): Promise<void>;
}

/** Makes sure, before any work is done, that a report can be written there. Throws `usage` when it cannot. */
export async function openOutput(file: string): Promise<Output> {
  if (file === '') throw cannot(file, 'it names no file');
  try {
    const existing = await stat(file).catch(absentAsNull);
    if (existing?.isDirectory()) throw cannot(file, 'it is a folder');
    if (existing && !existing.isFile()) {
      await access(file, constants.W_OK);
      return { file, write: (text) => writeFile(file, text) };
    }
    const target = existing ? await realpath(file) : file;
    if (existing) await access(target, constants.W_OK);
    await access(dirname(target), constants.W_OK | constants.X_OK);
    return { file, write: (text) => replace(target, text) };
  } catch (error) {
    if (error instanceof DockgradeError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw cannot(file, code === 'ENOENT' || code === 'ENOTDIR' ? 'its folder does not exist' : `${code}`, error);
  }
}

/**
 * Hands a report over: to a file, or to standard output. What a run found out is not lost because of a file: where writing fails it is printed,
 * and that is told. Throws `disk-full`, `report-unwritable`.
 */
export async function deliver(text: string, output: Output | null): Promise<void> {
  if (output === null) {
    await print(text);
    return;
  }
  try {
    await output.write(text);
  } catch (error) {
    await print(text);
    const what = `the report cannot be written to ${JSON.stringify(output.file)}, so it is on standard output`;
    throw unwritable(what, error, 'Name another file in --output.');
  }
  warn(`dockgrade: the report is in ${output.file}`);
}

async function replace(target: string, text: string): Promise<void> {
  const draft = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}`);
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function absentAsNull(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

function cannot(file: string, reason: string, cause?: unknown): DockgradeError {
  return new DockgradeError('usage', `the report cannot be written to ${JSON.stringify(file)}: ${reason}`, { cause });
}
