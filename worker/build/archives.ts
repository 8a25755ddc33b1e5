import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';

/** A builder tells what is compressed by how it begins, whatever it is called; a plain archive has no beginning of its own. */
const BEGINNINGS = [
  { kind: 'gzip', bytes: Buffer.from([0x1f, 0x8b]) },
  { kind: 'bzip2', bytes: Buffer.from('BZh') },
  { kind: 'xz', bytes: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]) },
  { kind: 'zstd', bytes: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]) },
] as const;
const HEAD = 6;
type Kind = (typeof BEGINNINGS)[number]['kind'] | 'plain';

/** An entry may claim to be larger than what stands in the archive: the rest is written as zeros. */
const CLAIM = 'GNU.sparse.';
const SPARSE = /GNU\.sparse\.(?:realsize|size)=(\d{1,15})/g;
/** Characters of such a claim that one chunk may end with. */
const OVERLAP = 64;

/**
 * The first file of a folder that unpacks to more than so many bytes, as a path relative to it; null when there is none. A builder that
 * has begun to unpack does not stop before it is done.
 *
 * @throws the signal's reason
 */
export async function archiveBomb(folder: string, most: number, signal: AbortSignal): Promise<string | null> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    signal.throwIfAborted();
    const path = join(entry.parentPath, entry.name);
    const kind = await kindOf(path);
    if (await unpacksBeyond(path, kind, most, signal)) return relative(folder, path);
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

async function unpacksBeyond(path: string, kind: Kind, most: number, signal: AbortSignal): Promise<boolean> {
  let [size, rest] = [0, ''];
  try {
    for await (const chunk of unpacked(path, kind, signal)) {
      size += chunk.length + claimed(rest + chunk.toString('latin1', 0, OVERLAP));
      if (chunk.includes(CLAIM)) size += claimed(chunk.toString('latin1'));
      rest = chunk.toString('latin1', Math.max(0, chunk.length - OVERLAP));
      if (size > most) return true;
    }
  } catch (error) {
    signal.throwIfAborted();
    // What cannot be measured here is not unpacked; what is broken from here on, the builder does not unpack any further either.
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
  return false;
}

function claimed(text: string): number {
  return [...text.matchAll(SPARSE)].reduce((sum, [, bytes]) => sum + Number(bytes), 0);
}

function unpacked(path: string, kind: Kind, signal: AbortSignal): AsyncIterable<Buffer> {
  const file = createReadStream(path);
  if (kind === 'plain') return file;
  if (kind === 'gzip') return pipeline(file, createGunzip(), ignored);
  if (kind === 'zstd') return pipeline(file, createZstdDecompress(), ignored);
  file.destroy();
  // The memory that an archive asks for is its author's to choose.
  const options = kind === 'xz' ? ['--memlimit=256MiB'] : [];
  const program = spawn(kind, ['-dc', ...options, '--', path], { signal, stdio: ['ignore', 'pipe', 'ignore'] });
  program.on('error', (error) => program.stdout.destroy(error));
  return program.stdout;
}

/** Whoever reads is told as well. */
const ignored = () => undefined;
