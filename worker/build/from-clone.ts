import { posix } from 'node:path';
import type { DockerfileFacts } from '../../src/core/evidence/index.ts';
import { copyDestinations } from './destinations.ts';

/**
 * Where a file of the build context may lie in the image: below every place that something was copied to, with every tail of its path, so
 * that `COPY api /app` is seen too.
 * @param path relative to the build context
 */
export function placesInImage(dockerfile: DockerfileFacts, path: string): string[] {
  return copyDestinations(dockerfile).flatMap((destination) => [
    ...tails(path).map((tail) => posix.join(destination, tail)),
    ...(posix.basename(destination) === path ? [destination] : []),
  ]);
}

function tails(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, at) => parts.slice(at).join('/'));
}
