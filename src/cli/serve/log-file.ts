import { mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LARGE = 50 * 1024 * 1024;

/** Where the service of this machine logs. A file that has become large is put aside at a start, in the place of the one before it. */
export function prepareLogFile(data: string): string {
  const file = join(data, 'log', 'dockgrade.log');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGE) renameSync(file, `${file}.1`);
  return file;
}
