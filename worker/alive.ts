import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { isElsewhere, ownerOfThis } from './owner.ts';

/**
 * Lets processes of other containers on this machine see that this one lives: it listens on a socket in the data folder that they share, which the
 * kernel closes however it ends. Process ids are of no use to them, as theirs are others.
 * @returns what ends it
 */
export async function showLife(home: string): Promise<() => Promise<void>> {
  const path = socketOf(home, ownerOfThis());
  await mkdir(join(home, 'alive'), { recursive: true, mode: 0o700 });
  await rm(path, { force: true });
  const server = createServer((asking) => asking.destroy());
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject);
  server.listen(path, listening.resolve);
  await listening.promise;
  server.unref();
  return async () => {
    await new Promise((closed) => server.close(closed));
  };
}

/** Whether `owner` is a process of another container on this machine that showed its life, and provably has ended. */
export async function isSilent(home: string, owner: string): Promise<boolean> {
  if (!isElsewhere(owner)) return false;
  const asked = Promise.withResolvers<boolean>();
  const socket = connect(socketOf(home, owner), () => asked.resolve(false));
  // ENOENT: it never showed its life, so nothing is known.
  socket.once('error', ({ code }: NodeJS.ErrnoException) => asked.resolve(code === 'ECONNREFUSED'));
  return asked.promise.finally(() => socket.destroy());
}

/** Takes away what a process left that has ended and of which nothing else is left. */
export async function forgetLife(home: string, owner: string): Promise<void> {
  await rm(socketOf(home, owner), { force: true });
}

/** Short, as the path of a socket has 107 bytes at most. */
function socketOf(home: string, owner: string): string {
  return join(home, 'alive', createHash('sha256').update(owner).digest('hex').slice(0, 16));
}
