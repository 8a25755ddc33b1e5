import { join } from 'node:path';
import { run } from '../../../worker/engine/command.ts';
import { connectEngine } from '../../../worker/engine/connect.ts';
import type { Engine, EngineInfo } from '../../../worker/engine/engine.ts';
import { registryAnswers } from '../../../worker/engine/own/stand-ins.ts';
import { isProvablyDead } from '../../../worker/owner.ts';
import { proveIsolation } from '../../../worker/proof/index.ts';
import { recordedRuns } from '../../../worker/run-folder.ts';
import { knownParts } from '../../../worker/versions/index.ts';
import { DockgradeError } from '../../core/errors.ts';
import type { Settings } from '../../core/settings.ts';
import { type Check, versionCheck } from './check.ts';
import { checkSeal } from './seal.ts';

/** Connects the engine as `grade` would, and looks at what depends on it. */
export async function checkEngine(settings: Settings, signal: AbortSignal): Promise<Check[]> {
  const { data: home, dockerHost, privateHosts, runtime } = settings;
  try {
    const { engine, release } = await connectEngine({
      home,
      dockerHost,
      privateHosts,
      runtime,
      signal,
      say: () => undefined,
    });
    try {
      return [
        {
          id: 'engine',
          outcome: 'ok',
          message: engine.info.own ? "dockgrade's own engine answers" : 'the engine answers',
        },
        ...(await knownParts(engine.info, home, signal)).map(versionCheck),
        ...checkRuntime(engine.info),
        await checkBuildx(home, signal),
        await checkRegistry(engine.info.own),
        await checkLeftovers(engine, home, signal),
        await checkSeal(engine.info.host),
        ...(await checkIsolation(engine, home, signal)),
      ];
    } finally {
      await release();
    }
  } catch (error) {
    if (!(error instanceof DockgradeError) || signal.aborted) throw error;
    const remedy = error.code === 'engine-unreachable' ? startIt(dockerHost) : error.remedy;
    return [{ id: 'engine', outcome: 'fail', message: error.message, ...(remedy && { remedy }) }];
  }
}

/** An engine that does not know the runtime was not connected. */
function checkRuntime({ runtime }: EngineInfo): Check[] {
  if (runtime === null) return [];
  return [{ id: 'runtime', outcome: 'ok', message: `students' containers run in ${runtime}` }];
}

/** The error itself sends people here; what helps now is where to look. */
function startIt(dockerHost: string | null): string {
  return dockerHost === null
    ? 'Start it (`systemctl start docker`, or Docker Desktop), or set DOCKER_HOST to one that runs.'
    : `DOCKER_HOST is ${dockerHost}: start the engine that listens there, name another one, or unset it.`;
}

async function checkBuildx(home: string, signal: AbortSignal): Promise<Check> {
  const client = join(home, 'client');
  const env = { HOME: client, DOCKER_CONFIG: client };
  const { exitCode, stdout } = await run('docker', ['buildx', 'version'], { signal, timeout: 10_000, env });
  if (exitCode === 0) return { id: 'buildx', outcome: 'ok', message: `buildx ${stdout.trim().split(' ')[1] ?? ''}` };
  const remedy = 'Install the package docker-buildx-plugin (or docker-buildx on Debian).';
  return { id: 'buildx', outcome: 'fail', message: 'the buildx plugin is missing', remedy };
}

async function checkRegistry(own: boolean): Promise<Check> {
  if (await registryAnswers()) return { id: 'registry', outcome: 'ok', message: 'an image registry answers' };
  const message = 'no image registry answers';
  if (own)
    return {
      id: 'registry',
      outcome: 'warn',
      message: `${message}; stand-ins are built for the most common images`,
      remedy: 'Nothing to do for the examples; for other images let this machine reach a registry.',
    };
  return {
    id: 'registry',
    outcome: 'warn',
    message: `${message}; only images that are here already can be used`,
    remedy: 'Let this machine reach a registry, or pull the images before.',
  };
}

/** Tries whether containers reach what must be out of their reach. */
async function checkIsolation(engine: Engine, home: string, signal: AbortSignal): Promise<Check[]> {
  try {
    return await proveIsolation(engine, home, signal);
  } catch (error) {
    if (!(error instanceof DockgradeError) || signal.aborted) throw error;
    const remedy =
      error.remedy ??
      'Build and run any image in this engine to see what is in its way; workers take no jobs until this works.';
    return [{ id: 'isolation', outcome: 'fail', message: error.message, remedy }];
  }
}

/** Runs that were killed, so that something of them is still there. */
async function checkLeftovers(engine: Engine, home: string, signal: AbortSignal): Promise<Check> {
  const dead = new Set<string>();
  for (const { job, owner } of await engine.runs(signal)) if (isProvablyDead(owner, engine.info.own)) dead.add(job);
  for (const { job, owner } of recordedRuns(home)) if (isProvablyDead(owner, true)) dead.add(job);
  if (dead.size === 0) return { id: 'leftovers', outcome: 'ok', message: 'nothing is left of earlier runs' };
  const message = `${dead.size} ${dead.size === 1 ? 'run was' : 'runs were'} killed and left something behind`;
  return { id: 'leftovers', outcome: 'warn', message, remedy: 'The next grading removes it.' };
}
