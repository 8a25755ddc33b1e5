import { join } from 'node:path';
import type { ResolveEvidence, ServiceState } from '../../src/core/evidence/index.ts';
import { serviceOf } from '../engine/docker.ts';
import type { Container } from '../engine/engine.ts';
import { projectOf } from '../engine/labels.ts';
import type { RunContext } from '../stages/stage.ts';
import { lastOf } from './last-of.ts';
import { mountsOf } from './mounts.ts';
import { networksOf } from './networks.ts';
import { socketsOf } from './sockets.ts';

const LOG_LINES = 60;
const MAX_LOG = 8 * 1024;
const MAX_PROCESSES = 30;

/** How every service of the stack stands right now, in the order of the Compose file. */
export async function observe(context: RunContext, resolve: ResolveEvidence): Promise<ServiceState[]> {
  const containers = await containersOf(context);
  return Promise.all(
    resolve.services.map(({ name }) => {
      const container = containers.find((c) => serviceOf(c) === name);
      return container ? stateOf(context, container, awaited(name, resolve)) : missing(name);
    }),
  );
}

/** The containers of the run. What they mount is remembered, because anonymous volumes carry no label. */
export async function containersOf(context: RunContext): Promise<Container[]> {
  const containers = await context.engine.containers(projectOf(context.job.id), context.signal);
  for (const { Mounts } of containers)
    for (const { Type, Name } of Mounts) if (Type === 'volume' && Name) context.volumes.add(Name);
  return containers;
}

/** What these services wrote last. */
export async function logsOf(
  context: RunContext,
  names: readonly string[],
): Promise<{ service: string; log: string }[]> {
  const containers = (await containersOf(context)).filter((container) => names.includes(serviceOf(container)));
  return Promise.all(
    containers.map(async (container) => {
      const log = await context.engine.logs(container.Id, LOG_LINES, context.signal);
      return { service: serviceOf(container), log: lastOf(context.mask(log), MAX_LOG) };
    }),
  );
}

async function stateOf(context: RunContext, container: Container, waitedFor: boolean): Promise<ServiceState> {
  const { State, Config, HostConfig } = container;
  const { engine, signal } = context;
  const [log, processes, sockets] = await Promise.all([
    engine.logs(container.Id, LOG_LINES, signal),
    State.Running ? engine.processes(container.Id, signal) : [],
    State.Running ? socketsOf(engine.info.proc, State.Pid) : null,
  ]);
  const listening = sockets?.filter(({ state, local }) => state === 'listening' && local.address !== '127.0.0.11');
  const policy = HostConfig.RestartPolicy?.Name ?? 'no';
  const ended = State.Status === 'exited';
  return {
    service: serviceOf(container),
    status: (['running', 'exited', 'restarting', 'created'] as const).find((s) => s === State.Status) ?? 'other',
    exitCode: ended ? State.ExitCode : null,
    oomKilled: State.OOMKilled,
    restarts: container.RestartCount,
    health: Config.Healthcheck || State.Health ? healthOf(State.Health?.Status) : null,
    healthLog: healthLogOf(context, State.Health),
    oneShot:
      waitedFor || (ended && State.ExitCode === 0 && (policy === 'no' || policy === '' || policy === 'on-failure')),
    log: lastOf(context.mask(log), MAX_LOG),
    mounts: mountsOf(container, projectOf(context.job.id), join(context.folder, 'context')),
    networks: networksOf(container, projectOf(context.job.id)),
    processes: processes.slice(0, MAX_PROCESSES).map(({ pid, parent, uid, command }) => {
      return { pid, parent, uid, command: context.mask(command).slice(0, 200) };
    }),
    listening: listening ? listening.map(({ local }) => local) : null,
  };
}

function healthOf(status: string | undefined): ServiceState['health'] {
  return (['healthy', 'unhealthy', 'starting'] as const).find((s) => s === status) ?? null;
}

function healthLogOf(context: RunContext, health: Container['State']['Health']): string | null {
  const last = health?.Log?.at(-1);
  return last ? context.mask(`exit ${last.ExitCode}: ${last.Output}`).trim().slice(0, 1000) : null;
}

/** Another service starts only when this one has ended well: it is meant to end. */
function awaited(name: string, { services }: ResolveEvidence): boolean {
  return services.some(({ dependsOn }) =>
    dependsOn.some((d) => d.service === name && d.condition === 'service_completed_successfully'),
  );
}

function missing(service: string): ServiceState {
  return {
    service,
    status: 'missing',
    exitCode: null,
    oomKilled: false,
    restarts: 0,
    health: null,
    healthLog: null,
    oneShot: false,
    log: '',
    mounts: [],
    networks: [],
    processes: [],
    listening: null,
  };
}
