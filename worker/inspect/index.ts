import { DockgradeError } from '../../src/core/errors.ts';
import { serviceOf } from '../engine/created.ts';
import type { Container, Created } from '../engine/engine.ts';
import { JOB_LABEL, OWNER_LABEL, projectOf } from '../engine/labels.ts';
import type { RunContext } from '../stages/stage.ts';
import type { Admitted } from './admitted.ts';
import { breach } from './breach.ts';
import { containerMismatches } from './container.ts';
import { imageMismatches } from './image.ts';
import type { Mismatch } from './mismatch.ts';
import { networkMismatches } from './network.ts';
import { sourceMismatches } from './sources.ts';
import { volumeMismatches } from './volume.ts';

/**
 * Holds everything that the engine has made for the run against what was admitted, before any of it runs. A container that was found to be as admitted
 * is not looked at again, but where its mounts lead is, as long as it may be started next.
 *
 * @throws DockgradeError `sandbox-breached` with each field that differs
 */
export async function requireAsAdmitted(context: RunContext): Promise<void> {
  const { engine, signal, job, work } = context;
  const created = await engine.created(projectOf(job.id), signal);
  for (const { Mounts } of created.containers)
    for (const { Type, Name } of Mounts) if (Type === 'volume' && Name) context.volumes.add(Name);
  const mismatches = await mismatchesOf(context, created);
  if (mismatches.length > 0) throw breach(mismatches);
  for (const { Id } of created.containers) work.inspected.add(Id);
}

/** Everything about what was created that is not as admitted. */
export async function mismatchesOf(context: RunContext, created: Created): Promise<Mismatch[]> {
  const admitted = await admittedOf(context);
  const { inspected } = context.work;
  const containers = await Promise.all(
    created.containers.map(async (container) => [
      ...(inspected.has(container.Id) ? [] : await madeAs(context, admitted, container)),
      ...(container.State.Running ? [] : await sourceMismatches(context.folder, serviceOf(container), container)),
    ]),
  );
  return [
    ...containers.flat(),
    ...created.networks.flatMap((network) => networkMismatches(admitted, network)),
    ...created.volumes.flatMap((volume) => volumeMismatches(admitted, volume)),
  ];
}

async function admittedOf(context: RunContext): Promise<Admitted> {
  const { job, owner, engine, signal, work, folder } = context;
  if (work.admittedModel === null) throw new DockgradeError('internal', 'No Compose file was admitted.');
  const labels = { [JOB_LABEL]: job.id, [OWNER_LABEL]: owner };
  return { model: work.admittedModel, labels, folder, engine: await engine.facts(signal) };
}

async function madeAs(context: RunContext, admitted: Admitted, container: Container): Promise<Mismatch[]> {
  const name = serviceOf(container);
  const service = admitted.model.services[name];
  if (service === undefined || !Object.hasOwn(admitted.model.services, name))
    return [{ object: `container ${container.Name}`, field: 'service', expected: null, actual: name }];
  const image = await context.engine.image(container.Image, context.signal);
  return [
    ...containerMismatches({ ...admitted, name, service }, container, image?.Config.Labels ?? container.Config.Labels),
    ...(service.build && image ? imageMismatches(admitted, name, image) : []),
  ];
}
