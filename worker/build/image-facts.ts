import { DockgradeError } from '../../src/core/errors.ts';
import type { DockerfileFacts, ImageFacts, ServiceFacts } from '../../src/core/evidence/index.ts';
import type { RunContext } from '../stages/stage.ts';
import { foundFromClone } from './from-clone.ts';
import type { Marker } from './markers.ts';

const MAX_LAYERS = 10;

/** What the engine knows of an image that was built. */
export async function imageFacts(
  context: RunContext,
  service: ServiceFacts,
  reference: string,
  dockerfile: DockerfileFacts | undefined,
  markers: readonly Marker[],
): Promise<ImageFacts> {
  const { engine, signal } = context;
  const image = await engine.image(reference, signal);
  if (image === null)
    throw new DockgradeError('engine-failed', `The image of ${service.name} was built and is not there.`);
  const base = dockerfile ? baseOf(dockerfile, service.build?.target ?? null) : null;
  const [history, baseImage, baseHistory, fromClone] = await Promise.all([
    engine.history(reference, signal),
    base === null || base === 'scratch' ? null : engine.image(base, signal),
    base === null || base === 'scratch' ? [] : historyOf(context, base),
    dockerfile ? foundFromClone(context, reference, dockerfile, markers) : null,
  ]);
  const own = history.slice(0, history.length - baseHistory.length).filter(({ size }) => size > 0);
  return {
    id: image.Id,
    size: image.Size,
    baseSize: base === 'scratch' ? 0 : (baseImage?.Size ?? null),
    user: image.Config.User ?? '',
    layers: own
      .sort((a, b) => b.size - a.size)
      .slice(0, MAX_LAYERS)
      .map(({ createdBy, size }) => ({ instruction: readable(createdBy), size })),
    exposedPorts: Object.keys(image.Config.ExposedPorts ?? {}).map((port) => Number.parseInt(port, 10)),
    volumes: Object.keys(image.Config.Volumes ?? {}),
    fromClone,
  };
}

/** The image that the built stage stands on, through its `FROM`s of earlier stages; null when it is not known. */
function baseOf({ stages }: DockerfileFacts, target: string | null): string | null {
  let stage = target === null ? stages.at(-1) : stages.find(({ name }) => name?.toLowerCase() === target.toLowerCase());
  for (let steps = 0; stage?.internal && steps < stages.length; steps += 1) {
    const { reference } = stage.from;
    if (reference === 'scratch') return 'scratch';
    stage = stages.find(({ name }) => name?.toLowerCase() === reference.toLowerCase());
  }
  return stage && !stage.internal ? stage.from.reference : null;
}

async function historyOf({ engine, signal }: RunContext, reference: string) {
  return (await engine.image(reference, signal)) === null ? [] : engine.history(reference, signal);
}

/** As in the Dockerfile: without the shell and the note that BuildKit adds. */
function readable(createdBy: string): string {
  return createdBy
    .replace(/^(RUN )?\/bin\/sh -c (#\(nop\) )?/, 'RUN ')
    .replace(/ # buildkit$/, '')
    .trim()
    .slice(0, 300);
}
