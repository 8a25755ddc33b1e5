import { DockgradeError } from '../../src/core/errors.ts';
import type { DockerfileFacts, ImageFacts, ServiceFacts } from '../../src/core/evidence/index.ts';
import type { RunContext } from '../stages/stage.ts';
import { containedIn } from './contained.ts';
import { readable } from './history.ts';
import type { Marker } from './markers.ts';
import { readableSecrets } from './secrets.ts';

const MAX_LAYERS = 10;
const MAX_SECRETS = 10;
const MAX_INSTRUCTION = 300;

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
  const standsOn = base === null || base === 'scratch' ? null : base;
  const environment = image.Config.Env ?? [];
  const [history, baseImage, baseHistory] = await Promise.all([
    engine.history(reference, signal),
    standsOn === null ? null : engine.image(standsOn, signal),
    standsOn ? historyOf(context, standsOn) : [],
  ]);
  const looked = { reference, environment };
  const contained =
    dockerfile && (await containedIn(context, service, looked, baseImage && standsOn, dockerfile, markers));
  const above = history.slice(0, history.length - baseHistory.length);
  const own = above.filter(({ size }) => size > 0);
  const added = environment.filter((one) => !baseImage?.Config.Env?.includes(one));
  const made = above.map(({ createdBy }) => createdBy).reverse();
  return {
    id: image.Id,
    size: image.Size,
    baseSize: base === 'scratch' ? 0 : (baseImage?.Size ?? null),
    user: image.Config.User ?? '',
    layers: own
      .sort((a, b) => b.size - a.size)
      .slice(0, MAX_LAYERS)
      .map(({ createdBy, size }) => ({
        instruction: context.mask(readable(createdBy)).slice(0, MAX_INSTRUCTION),
        size,
      })),
    exposedPorts: Object.keys(image.Config.ExposedPorts ?? {}).map((port) => Number.parseInt(port, 10)),
    volumes: Object.keys(image.Config.Volumes ?? {}),
    fromClone: contained?.fromClone ?? null,
    ...(contained && { contains: contained.contains }),
    secrets: [...readableSecrets(added, made, dockerfile), ...(contained?.secrets ?? [])].slice(0, MAX_SECRETS),
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
