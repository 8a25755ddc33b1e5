import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { SparseEntries } from './sparse-entries.ts';

/** A builder tells what is compressed by how it begins, whatever it is called; a plain archive has no beginning of its own. */
const BEGINNINGS = [
  { kind: 'gzip', bytes: Buffer.from([0x1f, 0x8b]) },
  { kind: 'bzip2', bytes: Buffer.from('BZh') },
  { kind: 'xz', bytes: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]) },
  { kind: 'zstd', bytes: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]) },
  // What a reader is to skip may come first.
  ...Array.from({ length: 16 }, (_, at) => ({
    kind: 'zstd' as const,
    bytes: Buffer.from([0x50 + at, 0x2a, 0x4d, 0x18]),
  })),
] as const;
const HEAD = 6;
type Kind = (typeof BEGINNINGS)[number]['kind'] | 'plain';

/** What programs say when an archive asks for more memory than they may take. */
const TOO_MUCH_MEMORY = /memory usage limit|too much memory|window size/i;

/**
 * The file of a folder with which its archives, taken together, unpack to more than so many bytes, as a path relative to it; null when there is none.
 * One instruction may name them all, and a builder that has begun to unpack does not stop before it is done.
 *
 * @throws the signal's reason
 */
export async function archiveBomb(folder: string, most: number, signal: AbortSignal): Promise<string | null> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let total = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    signal.throwIfAborted();
    const path = join(entry.parentPath, entry.name);
    total += await unpackedSize(path, await kindOf(path), most - total, signal);
    if (total > most) return relative(folder, path);
  }
  return null;
}

async function kindOf(path: string): Promise<Kind> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const head = buffer.subarray(0, bytesRead);
    return BEGINNINGS.find(({ bytes }) => head.subarray(0, bytes.length).equals(bytes))?.kind ?? 'plain';
  } finally {
    await file.close();
  }
}

/** Bytes; no more is read than tells that it is too much. */
async function unpackedSize(path: string, kind: Kind, most: number, signal: AbortSignal): Promise<number> {
  const claims = new SparseEntries();
  let size = 0;
  try {
    for await (const chunk of unpacked(path, kind, signal)) {
      size += chunk.length + claims.take(chunk);
      if (size > most) return size;
    }
  } catch (error) {
    signal.throwIfAborted();
    // What cannot be measured here is not unpacked; what is broken from here on, the builder does not unpack any further either.
    if (error instanceof Unmeasured || (error as NodeJS.ErrnoException).code === 'ENOENT') return most + 1;
  }
  return size;
}

class Unmeasured extends Error {}

/** As the builder reads it: all members and frames that stand one after the other. */
function unpacked(path: string, kind: Kind, signal: AbortSignal): AsyncIterable<Buffer> {
  if (kind === 'plain') return createReadStream(path);
  if (kind === 'gzip') return pipeline(createReadStream(path), createGunzip(), ignored);
  // The memory that an archive asks for is its author's to choose.
  const options = { bzip2: [], xz: ['--memlimit=256MiB'], zstd: ['--memory=256MB'] }[kind];
  return printed(kind, ['-dc', ...options, '--', path], signal);
}

async function* printed(program: string, args: readonly string[], signal: AbortSignal): AsyncIterable<Buffer> {
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C' };
  const child = spawn(program, args, { signal, env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.on('error', (error) => child.stdout.destroy(error));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('latin1')).slice(0, 1000);
  });
  const ended = once(child.stderr, 'close');
  try {
    yield* child.stdout as AsyncIterable<Buffer>;
    await ended;
    if (TOO_MUCH_MEMORY.test(said)) throw new Unmeasured(said);
  } finally {
    child.kill();
  }
}

/** Whoever reads is told as well. */
const ignored = () => undefined;
