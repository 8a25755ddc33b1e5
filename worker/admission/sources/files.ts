import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { lookUp } from '../paths.ts';
import { messages } from './messages.ts';

type Problem = ReturnType<(typeof messages)[keyof typeof messages]>;

/** Reads a file of the repository if it is a plain, small UTF-8 text inside it. A file that is missing is none of our business. */
export async function readSource(
  checkout: string,
  path: string,
  limit: number,
): Promise<{ text: string } | { problem: Problem } | { missing: true }> {
  const found = await lookUp(checkout, path);
  if (found.kind === 'missing') return { missing: true };
  if (found.kind === 'outside') return { problem: messages.outside(path) };
  if (found.kind === 'link') return { problem: messages.link(found.through) };
  if (found.kind !== 'file') return { problem: messages.kind(path) };
  if (found.size > limit) return { problem: messages.size(path, limit) };
  const bytes = await readStart(join(checkout, path), limit);
  const text = decode(bytes);
  return text === undefined ? { problem: messages.encoding(path) } : { text };
}

/** O_NOFOLLOW and the bound hold even if the file is another one by now. */
async function readStart(path: string, limit: number): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(limit), 0, limit, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** undefined for NUL bytes, UTF-16 and anything that is not UTF-8. A leading byte-order mark is fine. */
function decode(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
