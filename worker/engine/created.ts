import type Docker from 'dockerode';
import type { Container, Created, EngineFacts, EngineInfo } from './engine.ts';
import { absentAsNull, engineCall } from './faults.ts';

const PROJECT = 'com.docker.compose.project';
const SERVICE = 'com.docker.compose.service';

/** The containers of a project with full details, ordered by service. */
export function containersOfProject(docker: Docker, project: string, abortSignal: AbortSignal): Promise<Container[]> {
  const filters = { label: [`${PROJECT}=${project}`] };
  return engineCall('listing containers', abortSignal, async () => {
    const listed = await docker.listContainers({ all: true, filters, abortSignal });
    const details = await Promise.all(
      listed.map(({ Id }) => absentAsNull(() => docker.getContainer(Id).inspect({ abortSignal }))),
    );
    return details.filter((c): c is Container => c !== null).sort((a, b) => serviceOf(a).localeCompare(serviceOf(b)));
  });
}

/** Containers, networks and volumes of a project, and the volumes that its containers mount without being of it. */
export function createdFor(docker: Docker, project: string, abortSignal: AbortSignal): Promise<Created> {
  const filters = { label: [`${PROJECT}=${project}`] };
  return engineCall('inspecting what was created', abortSignal, async () => {
    const [containers, networks, { Volumes }] = await Promise.all([
      containersOfProject(docker, project, abortSignal),
      docker.listNetworks({ filters, abortSignal }),
      docker.listVolumes({ abortSignal }),
    ]);
    const mounted = new Set(containers.flatMap(({ Mounts }) => Mounts.map(({ Name }) => Name)));
    const volumes = (Volumes ?? []).filter(({ Name, Labels }) => mounted.has(Name) || Labels?.[PROJECT] === project);
    return { containers, networks, volumes };
  });
}

/** Asks an engine about itself. */
export function factsOf(docker: Docker, info: EngineInfo, signal: AbortSignal): Promise<EngineFacts> {
  return engineCall('asking its settings', signal, async () => {
    const { DefaultRuntime, SwapLimit }: { DefaultRuntime: string; SwapLimit?: boolean } = await docker.info();
    return { runtime: info.runtime ?? DefaultRuntime, limitsSwap: SwapLimit === true };
  });
}

/** The service that a container belongs to. */
export function serviceOf(container: Container): string {
  return container.Config.Labels[SERVICE] ?? '';
}
