import type { ResolveEvidence } from '../../src/core/evidence/index.ts';
import { serviceOf } from '../engine/docker.ts';
import { containersOf } from '../observe/states.ts';
import type { RunContext } from '../stages/stage.ts';
import { resetBinds } from './binds.ts';

/** Seconds that a database has to close its files, as `docker compose stop` gives it. */
const GRACE = 10;

/** `docker compose rm --stop --force` for some services: databases are stopped in peace, everything else is killed, which is faster and harder. */
export async function removeServices(
  context: RunContext,
  resolve: ResolveEvidence,
  services: ReadonlySet<string>,
): Promise<void> {
  const containers = (await containersOf(context)).filter((container) => services.has(serviceOf(container)));
  await Promise.all(
    containers.map(async (container) => {
      if (isDatabase(resolve, serviceOf(container))) await context.engine.stop(container.Id, GRACE, context.signal);
      await context.engine.remove(container.Id, context.signal);
    }),
  );
}

/** `docker compose down`: all containers and networks; with `volumes` also whatever they stored. */
export async function takeDown(
  context: RunContext,
  resolve: ResolveEvidence,
  { volumes }: { volumes: boolean },
): Promise<void> {
  const { engine, signal, job } = context;
  await removeServices(context, resolve, new Set(resolve.services.map(({ name }) => name)));
  const owned = await engine.owned(job.id, signal);
  await Promise.all(owned.networks.map((id) => engine.removeNetwork(id, signal)));
  if (!volumes) return;
  await Promise.all(
    [...new Set([...owned.volumes, ...context.volumes])].map((name) => engine.removeVolume(name, signal)),
  );
  await resetBinds(context);
}

function isDatabase({ services, database }: ResolveEvidence, name: string): boolean {
  return name === database?.service || services.some((service) => service.name === name && service.database !== null);
}
