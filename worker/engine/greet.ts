import Docker from 'dockerode';
import { DockgradeError } from '../../src/core/errors.ts';
import { run } from './command.ts';
import type { EngineInfo } from './engine.ts';
import { engineCall } from './faults.ts';
import { runtimeName } from './own/runtime.ts';

/** The oldest engine that the pipeline works with (start intervals of health checks, attributes of networks). */
const OLDEST_ENGINE = 26;
/** Milliseconds for the first answer. */
const PATIENCE = 10_000;

/** Connects, and asks an engine and the Compose CLI who they are. Throws `engine-unreachable`, `engine-not-permitted`, `engine-too-old`. */
export async function greet(host: string, client: string, signal: AbortSignal) {
  const docker = dockerAt(host);
  const patience = AbortSignal.timeout(PATIENCE);
  await engineCall('greeting it', AbortSignal.any([signal, patience]), () => docker.ping()).catch((error: unknown) => {
    if (!patience.aborted) throw error;
    throw new DockgradeError('engine-unreachable', `The engine at ${host} does not answer.`, {
      cause: error,
      remedy: 'Restart it.',
    });
  });
  const [{ Version: version }, details, compose] = await Promise.all([
    engineCall('asking its version', signal, () => docker.version()),
    engineCall('asking its settings', signal, () => docker.info()),
    composeVersion(client, signal),
  ]);
  if (Number.parseInt(version, 10) < OLDEST_ENGINE) {
    throw new DockgradeError(
      'engine-too-old',
      `The engine at ${host} is ${version}; dockgrade needs ${OLDEST_ENGINE} or newer.`,
      {
        remedy: 'Update Docker.',
      },
    );
  }
  return { docker, version, compose, details };
}

function dockerAt(host: string): Docker {
  if (host.startsWith('unix://')) return new Docker({ socketPath: host.slice('unix://'.length) });
  const { hostname, port, protocol } = new URL(host);
  if (protocol !== 'tcp:') {
    throw new DockgradeError('engine-unreachable', `dockgrade cannot speak ${protocol} (${host}).`, {
      remedy: 'Use unix:// or tcp://.',
    });
  }
  return new Docker({ host: hostname, port: Number(port || 2375), protocol: 'http' });
}

async function composeVersion(client: string, signal: AbortSignal): Promise<string> {
  const env = { HOME: client, DOCKER_CONFIG: client };
  const { exitCode, stdout } = await run('docker', ['compose', 'version', '--short'], {
    signal,
    timeout: 10_000,
    cwd: client,
    env,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return { exitCode: 127, stdout: '' };
    throw error;
  });
  const version = stdout.trim().replace(/^v/, '');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (exitCode === 0 && (major > 2 || (major === 2 && minor >= 20))) return version;
  throw new DockgradeError(
    'engine-too-old',
    exitCode === 0
      ? `Docker Compose is ${version}; dockgrade needs 2.20 or newer.`
      : 'The Docker Compose plugin is missing.',
    {
      remedy: 'Install the package docker-compose-plugin (or docker-compose on Debian).',
    },
  );
}

interface EngineDetails {
  Runtimes?: Record<string, unknown>;
  SecurityOptions?: string[];
  OperatingSystem?: string;
  DockerRootDir?: string;
}

/** The engine's name for the runtime that is wanted, where one is. Throws `setting-invalid` where the engine does not know it. */
export function knownRuntime(host: string, wanted: string | null, { Runtimes = {} }: EngineDetails): string | null {
  if (wanted === null) return null;
  const name = runtimeName(wanted);
  if (Object.hasOwn(Runtimes, name)) return name;
  const known = Object.keys(Runtimes).filter((runtime) => !runtime.startsWith('io.containerd.'));
  throw new DockgradeError(
    'setting-invalid',
    `DOCKGRADE_RUNTIME is "${wanted}", and the engine at ${host} does not know it (it knows ${known.join(', ')}).`,
    {
      remedy:
        "Name it under `runtimes` in that engine's daemon.json and restart the engine; dockgrade's own learns it when it starts: `dockgrade engine stop`.",
    },
  );
}

/** The host's number of root inside a container. With user-namespace remapping the engine keeps its things in a folder named after the uid and gid of its root. */
export function uidBaseOf({ SecurityOptions = [], DockerRootDir = '' }: EngineDetails): number {
  if (!SecurityOptions.some((option) => option.includes('name=userns'))) return 0;
  return Number(/(\d+)\.\d+$/.exec(DockerRootDir)?.[1] ?? 0);
}

/** Where the engine runs in a virtual machine, or without root, its containers' addresses are not ours. */
export function reachOf(
  host: string,
  { SecurityOptions = [], OperatingSystem = '' }: EngineDetails,
): EngineInfo['reach'] {
  const elsewhere =
    process.platform !== 'linux' || !host.startsWith('unix://') || OperatingSystem.includes('Docker Desktop');
  return elsewhere || SecurityOptions.some((option) => option.includes('rootless')) ? 'published' : 'address';
}
