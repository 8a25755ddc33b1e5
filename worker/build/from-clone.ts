import { posix } from 'node:path';
import type { DockerfileFacts, ImageFacts } from '../../src/core/evidence/index.ts';
import { JOB_LABEL, OWNER_LABEL } from '../engine/labels.ts';
import type { RunContext } from '../stages/stage.ts';
import { copyDestinations } from './destinations.ts';
import type { Marker } from './markers.ts';

/** Looks the marks up in the image: below every place that something was copied to, with every tail of the mark's path, so that `COPY api /app` is seen too. */
export async function foundFromClone(
  context: RunContext,
  image: string,
  dockerfile: DockerfileFacts,
  markers: readonly Marker[],
): Promise<ImageFacts['fromClone']> {
  if (markers.length === 0) return [];
  const candidates = new Map<string, string>();
  for (const destination of copyDestinations(dockerfile)) {
    for (const { name, path } of markers) {
      for (const tail of tails(path)) candidates.set(posix.join(destination, tail), name);
      if (posix.basename(destination) === path) candidates.set(destination, name);
    }
  }
  const labels = { [JOB_LABEL]: context.job.id, [OWNER_LABEL]: context.owner };
  const found = await context.engine.existing(image, [...candidates.keys()], labels, context.signal);
  return found.map((path) => {
    const name = candidates.get(path) ?? '';
    return { name, path: posix.basename(path) === name ? path : posix.dirname(path) };
  });
}

function tails(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, at) => parts.slice(at).join('/'));
}
