import { basename, isAbsolute, relative } from 'node:path';
import { isInside } from './paths.ts';
import type { Review } from './review.ts';
import { plain } from './values.ts';

/**
 * A path as a message may show it: as the student wrote it. Compose has made it absolute, and where what was written cannot be found (it
 * stands in an included file) no folder of this machine is shown.
 * @param path from Compose's model
 * @param written what stands at its place in the student's file, if anything
 */
export function shownPath(review: Review, path: string, written: unknown): string {
  if (typeof written === 'string') return written;
  const { checkout } = review.input;
  if (!isAbsolute(path)) return path;
  if (isInside(checkout, plain(path))) return relative(checkout, plain(path)) || '.';
  return `…/${basename(path)}`;
}
