import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { isElsewhere, ownerOfThis } from './owner.ts';

/** What is being made: nobody listens there yet. */
const MAKING = '.new';

/**
 * Lets processes of other containers on this machine see that this one lives: it listens on a socket in the data folder that they share, which the
 * kernel closes however it ends. Process ids are of no use to them, as theirs are others.
 * @returns what ends it
 */
export async function showLife(home: string): Promise<() => Promise<void>> {
  const path = socketOf(home, ownerOfThis());
  await mkdir(join(home, 'alive'), { recursive: true, mode: 0o700 });
  await rm(`${path}${MAKING}`, { force: true });
  const server = createServer((asking) => asking.destroy());
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject);
  server.listen(`${path}${MAKING}`, listening.resolve);
  await listening.promise;
  await rename(`${path}${MAKING}`, path);
  server.unref();
  return async () => {
    await new Promise((closed) => server.close(closed));
    await rm(path, { force: true });
  };
}

/** Whether `owner` is a process of another container on this machine that showed its life, and provably has ended. */
export async function isSilent(home: string, owner: string): Promise<boolean> {
  if (!isElsewhere(owner)) return false;
  return isRefused(socketOf(home, owner));
}

/** Takes away what processes left that have ended, except those of `needed`: something else of theirs is still there, and is judged by it. */
export async function forgetEnded(home: string, needed: Iterable<string>): Promise<void> {
  const kept = new Set([...needed].map((owner) => socketOf(home, owner)));
  const folder = join(home, 'alive');
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    if (kept.has(path) || name.endsWith(MAKING)) continue;
    if (await isRefused(path)) await rm(path, { force: true });
  }
}

async function isRefused(path: string): Promise<boolean> {
  const asked = Promise.withResolvers<boolean>();
  const socket = connect(path, () => asked.resolve(false));
  // ENOENT: it never showed its life, so nothing is known.
  socket.once('error', ({ code }: NodeJS.ErrnoException) => asked.resolve(code === 'ECONNREFUSED'));
  return asked.promise.finally(() => socket.destroy());
}

/** Short, as the path of a socket has 107 bytes at most. */
function socketOf(home: string, owner: string): string {
  return join(home, 'alive', createHash('sha256').update(owner).digest('hex').slice(0, 16));
}
