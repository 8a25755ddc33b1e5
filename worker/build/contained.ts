import { join, posix, relative } from 'node:path';
import type { DockerfileFacts, ImageFacts, ServiceFacts } from '../../src/core/evidence/index.ts';
import { JOB_LABEL, OWNER_LABEL } from '../engine/labels.ts';
import type { RunContext } from '../stages/stage.ts';
import { wantedContents } from './contents.ts';
import { developmentDependencies } from './development-dependencies.ts';
import { placesInImage } from './from-clone.ts';
import type { Marker } from './markers.ts';
import { secretFiles } from './secret-files.ts';

/** What was looked up in an image, all of it at once: looking costs a container that is never started, and a request for each path. */
export interface Contained {
  fromClone: NonNullable<ImageFacts['fromClone']>;
  contains: NonNullable<ImageFacts['contains']>;
  secrets: NonNullable<ImageFacts['secrets']>;
}

/**
 * Looks up in an image what has no business there.
 * @param base the image that it stands on, where that is there to be looked into
 */
export async function containedIn(
  context: RunContext,
  service: ServiceFacts,
  image: { reference: string; environment: readonly string[] },
  base: string | null,
  dockerfile: DockerfileFacts,
  markers: readonly Marker[],
): Promise<Contained> {
  const root = join(context.folder, 'context');
  const folder = join(root, service.build?.context ?? '.');
  const development = await developmentDependencies(root, folder);
  const wanted = wantedContents(dockerfile, image.environment, development);
  const secret = await secretFiles(root, folder, context.work.model);
  const places = <Item extends { path: string }>(items: readonly Item[]) =>
    new Map(items.flatMap((item) => placesInImage(dockerfile, item.path).map((path) => [path, item] as const)));
  const [marked, secrets] = [places(markers), places(secret)];
  const found = await existing(context, image.reference, [...wanted.keys(), ...marked.keys(), ...secrets.keys()]);
  const there = found.flatMap((path) => ({ path, ...wanted.get(path) }));
  const doubtful = there.filter(({ fromBase }) => fromBase === false).map(({ path }) => path);
  const inBase = new Set(base === null ? [] : await existing(context, base, doubtful));
  return {
    contains: there.flatMap(({ path, kind, name }) => (kind && name && !inBase.has(path) ? { path, kind, name } : [])),
    fromClone: found.flatMap((path) => {
      const name = marked.get(path)?.name;
      if (name === undefined) return [];
      return { name, path: posix.basename(path) === name ? path : posix.dirname(path) };
    }),
    secrets: found.flatMap((at) => {
      const file = secrets.get(at);
      const where = { file: file ? relative(root, join(folder, file.path)) : '' };
      return (file?.names ?? []).map((name) => ({ name, via: 'file' as const, at, where }));
    }),
  };
}

async function existing({ engine, job, owner, signal }: RunContext, image: string, paths: readonly string[]) {
  if (paths.length === 0) return [];
  return engine.existing(image, [...new Set(paths)], { [JOB_LABEL]: job.id, [OWNER_LABEL]: owner }, signal);
}
