import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { DockgradeError } from '../../src/core/errors.ts';
import { run } from './command.ts';
import { dockerEngine } from './docker.ts';
import type { Engine, EngineInfo } from './engine.ts';
import { greet, knownRuntime, reachOf, uidBaseOf } from './greet.ts';
import { acquireOwnEngine, ownEngineFits } from './own/index.ts';
import { ensureStandIns, registryAnswers } from './own/stand-ins.ts';

export interface ConnectedEngine {
  engine: Engine;
  /** Gives the engine back; one of our own ends with its last user. */
  release(): Promise<void>;
}

export interface ConnectOptions {
  /** dockgrade's data folder. */
  home: string;
  /** `DOCKER_HOST`, or null when it is not set. */
  dockerHost: string | null;
  /** Private addresses that builds and open runs may reach in an engine of our own; none where it is left out. */
  privateHosts?: readonly string[];
  /** The runtime that students' containers get, by name or path; the engine's default where it is left out. */
  runtime?: string | null;
  signal: AbortSignal;
  say: (line: string) => void;
}

/**
 * Connects the engine that this user is to have: the one that `DOCKER_HOST` names; else, as root on Linux, dockgrade's own; else the
 * machine's. Throws `engine-missing`, `engine-unreachable`, `engine-not-permitted`, `engine-too-old`, `engine-start-failed`,
 * `setting-invalid` where the engine does not know the runtime.
 */
export async function connectEngine({
  home,
  dockerHost,
  privateHosts = [],
  runtime: wanted = null,
  signal,
  say,
}: ConnectOptions): Promise<ConnectedEngine> {
  const client = await clientFolder(home);
  const fits = ownEngineFits();
  if (dockerHost !== null || !fits.fits) {
    const host = dockerHost ?? (await currentHost(client, signal));
    const { docker, version, compose, details } = await greet(host, client, signal);
    const runtime = knownRuntime(host, wanted, details);
    const info: EngineInfo = {
      host,
      version,
      compose,
      own: false,
      netns: null,
      proc: null,
      group: null,
      runtime,
      data: null,
      uidBase: uidBaseOf(details),
      openFiles: null,
      reach: reachOf(host, details),
    };
    const nothingToPrepare = async () => undefined;
    return { engine: dockerEngine(docker, host, client, info, nothingToPrepare), release: nothingToPrepare };
  }
  const own = await acquireOwnEngine({ home, privateHosts, runtime: wanted, signal, say });
  try {
    const { docker, version, compose, details } = await greet(own.host, client, signal);
    const runtime = knownRuntime(own.host, wanted, details);
    const { netns, proc, group, data, uidBase, openFiles } = own;
    const places = { netns, proc, group, data, uidBase, openFiles };
    const info: EngineInfo = { host: own.host, version, compose, own: true, ...places, runtime, reach: 'address' };
    const prepare: Engine['prepare'] = async (images, abort, tell) => {
      const there = await Promise.all(images.map((image) => engine.image(image, abort)));
      if (there.includes(null) && !(await registryAnswers())) {
        await ensureStandIns({
          host: own.host,
          images: images.filter((_, at) => there[at] === null),
          say: tell,
          signal: abort,
        });
      }
    };
    const engine = dockerEngine(docker, own.host, client, info, prepare);
    return { engine, release: () => own.release() };
  } catch (error) {
    await own.release();
    throw error;
  }
}

/** A home for the client programs, in which there is nothing but where the user's plugins lie: no credential reaches a build. */
async function clientFolder(home: string): Promise<string> {
  const folder = join(home, 'client');
  await mkdir(folder, { recursive: true });
  const config = { cliPluginsExtraDirs: [join(homedir(), '.docker', 'cli-plugins')] };
  // Put there in one step: others, also in this process, are reading and writing it.
  const fresh = join(folder, `config.json.${randomUUID()}`);
  await writeFile(fresh, JSON.stringify(config));
  await rename(fresh, join(folder, 'config.json'));
  return folder;
}

/** The engine that plain `docker` would talk to: its current context. */
async function currentHost(client: string, signal: AbortSignal): Promise<string> {
  const args = ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'];
  const shown = await run('docker', args, { signal, timeout: 5000, cwd: client, env: { HOME: homedir() } }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      throw new DockgradeError('engine-missing', 'There is no `docker` command here.', {
        cause: error,
        remedy: 'Install Docker (https://docs.docker.com/get-docker/), or run `make` as root on Debian or Ubuntu.',
      });
    },
  );
  return shown.exitCode === 0 ? shown.stdout.trim() : 'unix:///var/run/docker.sock';
}
