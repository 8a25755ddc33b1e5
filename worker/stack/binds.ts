import { chmod, chown, cp, lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { removeTree } from '../remove-tree.ts';
import type { RunContext } from '../stages/stage.ts';

/**
 * On a student's machine whoever runs in a container may write to a bind mount; here the files are a copy, so everybody may.
 * @param uid the host's number for root inside a container
 */
export async function openUp(path: string, uid: number): Promise<void> {
  const { mode } = await lstat(path);
  if (process.getuid?.() === 0) await chown(path, uid, uid);
  const folder = (mode & 0o170000) === 0o040000;
  await chmod(path, (mode & 0o111) | (folder ? 0o777 : 0o666));
  if (!folder) return;
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory() || entry.isFile()) await openUp(join(path, entry.name), uid);
  }
}

/** Puts writable bind mounts back to what was handed in: the counterpart of removing volumes. The containers must be gone. */
export async function resetBinds({ work, engine }: RunContext): Promise<void> {
  for (const { path, pristine } of work.writableBinds) {
    await removeTree(path);
    if ((await lstat(pristine).catch(() => null)) === null) await mkdir(path, { recursive: true });
    else await cp(pristine, path, { recursive: true, verbatimSymlinks: true });
    await openUp(path, engine.info.uidBase);
  }
}
