import { join } from 'node:path';
import type { Overrun } from '../../src/core/evidence/index.ts';
import { serviceOf } from '../engine/docker.ts';
import type { Container } from '../engine/engine.ts';
import { projectOf } from '../engine/labels.ts';
import { mountsOf } from '../observe/mounts.ts';
import type { RunContext } from '../stages/stage.ts';

/** A folder of this machine that a running stack writes to, in the student's names. */
export type Place = Pick<Overrun['places'][number], 'kind' | 'name'> & { path: string };

/**
 * Where these containers write: the layer of each, their volumes, and the copies of what they mount from the repository. In an engine that is not
 * ours only the last are files of this machine for sure.
 */
export function placesOf({ job, folder, engine }: RunContext, containers: readonly Container[]): Place[] {
  const root = join(folder, 'context');
  const places = containers.flatMap((container): Place[] => {
    const service = serviceOf(container);
    const facts = mountsOf(container, projectOf(job.id), root);
    const mounted = container.Mounts.flatMap((mount, at): Place[] => {
      const name = facts[at]?.name ?? `${service}:${mount.Destination}`;
      if (mount.Type === 'bind') return mount.RW ? [{ kind: 'bind', name, path: mount.Source }] : [];
      return mount.Type === 'volume' && engine.info.own ? [{ kind: 'volume', name, path: mount.Source }] : [];
    });
    const layer = container.GraphDriver?.Data?.UpperDir;
    return layer && engine.info.own ? [{ kind: 'container', name: service, path: layer }, ...mounted] : mounted;
  });
  return [...new Map(places.map((place) => [place.path, place])).values()];
}
