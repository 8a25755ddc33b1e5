import type { DockerfileFacts, ServiceBuild } from '../../src/core/evidence/index.ts';
import { isPublic } from '../admission/rules/image.ts';
import type { Engine } from '../engine/engine.ts';
import { STAND_IN_LABEL } from '../engine/own/stand-in-build.ts';

type Failure = NonNullable<ServiceBuild['failure']>;

/**
 * The first base image of a Dockerfile that no public registry has: one of another run, one that lies on this machine alone, one of a registry in its
 * network. Looked for before any is fetched; null when there is none. A name with a variable in it is left to the policy of the build.
 */
export async function foreignBase(
  { stages }: DockerfileFacts,
  engine: Engine,
  signal: AbortSignal,
): Promise<Failure | null> {
  for (const { from, internal } of stages) {
    if (internal || from.reference === '' || from.reference.includes('$')) continue;
    if (isPublic(from.reference) && !(await isOnlyHere(from.reference, engine, signal))) continue;
    return {
      instruction: null,
      exitCode: null,
      message: `${from.reference} is not an image of a public registry`,
      where: from.where,
      refused: { kind: 'image', what: from.reference },
    };
  }
  return null;
}

/** Built or imported here: an image that was fetched knows its digest in the registry. */
async function isOnlyHere(reference: string, engine: Engine, signal: AbortSignal): Promise<boolean> {
  const image = await engine.image(reference, signal);
  if (image === null || (image.RepoDigests ?? []).length > 0) return false;
  const [label = '', value] = STAND_IN_LABEL.split('=');
  return image.Config?.Labels?.[label] !== value;
}
