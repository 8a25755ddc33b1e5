import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes every file readable for whoever an engine runs builds and containers as: folders 755, files 644, or 755 where their owner may execute
 * them. Symbolic links stay. Returns files (links count) and bytes.
 */
export async function settle(folder: string, signal: AbortSignal): Promise<{ files: number; bytes: number }> {
  signal.throwIfAborted();
  await chmod(folder, 0o755);
  const total = { files: 0, bytes: 0 };
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const { files, bytes } = entry.isDirectory() ? await settle(path, signal) : await settleFile(path);
    total.files += files;
    total.bytes += bytes;
  }
  return total;
}

async function settleFile(path: string): Promise<{ files: number; bytes: number }> {
  const stat = await lstat(path);
  if (stat.isFile()) await chmod(path, stat.mode & 0o100 ? 0o755 : 0o644);
  return { files: 1, bytes: stat.size };
}
