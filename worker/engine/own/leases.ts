import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bootId, startTime } from './processes.ts';

/** Says in `folder` that this process uses the engine. Returns the lease's file. */
export async function takeLease(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const holder = [process.pid, startTime(process.pid), shortBootId(), randomBytes(4).toString('hex')];
  const file = join(folder, holder.join('-'));
  await writeFile(file, '');
  return file;
}

/** Gives a lease back; a lease that is gone already is fine. */
export async function dropLease(file: string): Promise<void> {
  await rm(file, { force: true });
}

/** Counts the leases of living processes, and removes those of processes that are provably dead. */
export async function countLeases(folder: string): Promise<number> {
  const files = await readdir(folder).catch(() => []);
  const dead = files.filter((file) => !isAlive(file));
  await Promise.all(dead.map((file) => dropLease(join(folder, file))));
  return files.length - dead.length;
}

function isAlive(file: string): boolean {
  const [pid, started, boot] = file.split('-');
  return boot === shortBootId() && startTime(Number(pid)) === started;
}

function shortBootId(): string {
  return bootId().slice(0, 8);
}
