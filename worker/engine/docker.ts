import type Docker from 'dockerode';
import { forgetBuildsOf } from './build-cache.ts';
import { buildCli } from './build-cli.ts';
import { composeCli } from './compose-cli.ts';
import { containersOfProject, createdFor, factsOf } from './created.ts';
import type { Engine, EngineFacts, EngineInfo, Owned } from './engine.ts';
import { execIn } from './exec.ts';
import { absentAsNull, engineCall, unlessGone, unlessRuntimeRefuses } from './faults.ts';
import { existingIn } from './image-files.ts';
import { JOB_LABEL, OWNER_LABEL } from './labels.ts';
import { readLogs } from './logs.ts';
import { processesOf, signalProcesses } from './processes.ts';
import { pullImage } from './pull.ts';
import { untilGone } from './watch.ts';

export { serviceOf } from './created.ts';

/**
 * The contract over Docker Engine: dockerode observes, stops, removes and executes; buildx builds, Compose creates and starts.
 * @param client home folder of the client programs: plugins and builder state, never a credential
 * @param prepare see the contract; only an engine of our own has something to do here
 */
export function dockerEngine(
  docker: Docker,
  host: string,
  client: string,
  info: EngineInfo,
  prepare: Engine['prepare'],
): Engine {
  let facts: EngineFacts | null = null;
  return {
    info,
    prepare,
    compose: (call, args, limits) => composeCli(host, client, call, args, limits),
    build: (call, limits) => buildCli(host, client, call, limits),
    forgetBuilds: (scope, signal) => forgetBuildsOf(docker, scope, signal),

    containers: (project, signal) => containersOfProject(docker, project, signal),
    created: (project, signal) => createdFor(docker, project, signal),
    async facts(signal) {
      facts ??= await factsOf(docker, info, signal);
      return facts;
    },

    stop: (id, grace, abortSignal) =>
      unlessGone('stopping a container', abortSignal, () => docker.getContainer(id).stop({ t: grace, abortSignal })),
    start: (id, abortSignal) =>
      engineCall('starting a container', abortSignal, () =>
        unlessRuntimeRefuses(() => absentAsNull(() => docker.getContainer(id).start({ abortSignal }))),
      ),
    remove: (id, abortSignal) =>
      unlessGone('removing a container', abortSignal, () =>
        docker.getContainer(id).remove({ force: true, abortSignal }),
      ),
    removeVolume: (name, abortSignal) =>
      unlessGone('removing a volume', abortSignal, () => docker.getVolume(name).remove({ force: true, abortSignal })),
    removeNetwork: (id, abortSignal) =>
      unlessGone('removing a network', abortSignal, () => docker.getNetwork(id).remove({ abortSignal })),
    removeImage: (reference, abortSignal) =>
      unlessGone('removing an image', abortSignal, () =>
        docker.getImage(reference).remove({ force: true, abortSignal }),
      ),

    exec: (id, command, options) => execIn(docker, id, command, options),
    logs: (id, lines, signal) => readLogs(docker, id, lines, signal),
    processes: (id, signal) => processesOf(docker, info, id, signal),
    signal: (id, pids, name, signal) => signalProcesses(info, id, pids, name, signal),
    kill: (id, name, abortSignal) =>
      unlessGone('sending a signal', abortSignal, () => docker.getContainer(id).kill({ signal: name, abortSignal })),

    image: (reference, signal) =>
      engineCall('inspecting an image', signal, () => absentAsNull(() => docker.getImage(reference).inspect())),
    async history(reference, signal) {
      const layers: { CreatedBy: string; Size: number }[] = await engineCall(
        'reading the history of an image',
        signal,
        () => docker.getImage(reference).history(),
      );
      return layers.map(({ CreatedBy, Size }) => ({ createdBy: CreatedBy, size: Size }));
    },
    pull: (reference, limits) => pullImage(docker, reference, limits),
    existing: (image, paths, labels, signal) => existingIn(docker, image, paths, labels, signal),

    owned: (job, signal) =>
      engineCall('looking for what a run created', signal, () => ownedBy(docker, `${JOB_LABEL}=${job}`, signal)),
    async volumes(names, abortSignal) {
      const { Volumes } = await engineCall('listing volumes', abortSignal, () => docker.listVolumes({ abortSignal }));
      return (Volumes ?? []).map(({ Name }) => Name).filter((name) => names.includes(name));
    },
    runs: (signal) => engineCall('looking for earlier runs', signal, () => runsIn(docker, signal)),
    untilGone: (signal) => untilGone(docker, signal),
  };
}

async function ownedBy(docker: Docker, label: string, signal: AbortSignal): Promise<Owned> {
  const { containers, networks, volumes, images } = await labelled(docker, label, signal);
  return {
    containers: containers.map(({ Id }) => Id),
    networks: networks.map(({ Id }) => Id),
    volumes: volumes.map(({ Name }) => Name),
    images: images.map(({ Id }) => Id),
  };
}

async function runsIn(docker: Docker, signal: AbortSignal): Promise<{ job: string; owner: string }[]> {
  const found = Object.values(await labelled(docker, JOB_LABEL, signal)).flat();
  const runs = found.map(({ Labels }) => [Labels?.[JOB_LABEL] ?? '', Labels?.[OWNER_LABEL] ?? ''] as const);
  return [...new Map(runs)].map(([job, owner]) => ({ job, owner }));
}

async function labelled(docker: Docker, label: string, abortSignal: AbortSignal) {
  const filters = { label: [label] };
  const [containers, networks, { Volumes }, images] = await Promise.all([
    docker.listContainers({ all: true, filters, abortSignal }),
    docker.listNetworks({ filters, abortSignal }),
    docker.listVolumes({ filters, abortSignal }),
    docker.listImages({ filters, abortSignal }),
  ]);
  return { containers, networks, volumes: Volumes ?? [], images };
}
