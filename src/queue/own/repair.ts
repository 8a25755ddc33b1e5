import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Log } from '../../core/log.ts';
import { DATA } from './config.ts';

/** What redis-check-aof takes: since version 7 the list of the files, before it the file itself. */
const FILES = ['appendonlydir/appendonly.aof.manifest', 'appendonly.aof'];

/**
 * Makes an append-only file that keeps Redis from starting fit to be read: its end is cut off where it is damaged, or all of it is put aside.
 * @returns false when the file is in order, so that something else is wrong
 */
export async function repair(folder: string, log: Log): Promise<boolean> {
  const file = FILES.map((name) => join(folder, DATA, name)).find((path) => existsSync(path));
  if (file) {
    const looked = await execa('redis-check-aof', [file], { reject: false, input: '' });
    if (looked.exitCode === 0) return false;
    const mended = await execa('redis-check-aof', ['--fix', file], { reject: false, input: 'y\n' });
    if (mended.exitCode === 0) {
      log.warn({ file }, 'the file of Redis was damaged: its end was cut off');
      return true;
    }
  }
  return putAside(folder, log);
}

/** Redis begins with nothing; one damaged file is kept for whoever wants to know why. False when there was nothing. */
export async function putAside(folder: string, log: Log): Promise<boolean> {
  if ((await readdir(join(folder, DATA))).length === 0) return false;
  const aside = join(folder, 'damaged');
  await rm(aside, { recursive: true, force: true });
  await rename(join(folder, DATA), aside);
  log.warn({ aside }, 'the file of Redis was damaged and is put aside: the store puts back what waits');
  await mkdir(join(folder, DATA), { mode: 0o700 });
  return true;
}
