import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../src/core/settings.ts';
import { run } from '../worker/engine/command.ts';
import { acquireOwnEngine } from '../worker/engine/own/index.ts';

const ROOT = join(import.meta.dirname, '..');
const SECOND = 1000;

/** Where both sides run: the same engine, which stays up in between, and the same repository. */
export interface Place {
  host: string;
  /** null: published ports answer right here. */
  netns: string | null;
  /** The build cache may be thrown away: the engine is dockgrade's own. */
  own: boolean;
  repository: string;
  assignment: string;
  scratch: string;
  signal: AbortSignal;
  leave(): Promise<void>;
}

export async function openPlace(signal: AbortSignal): Promise<Place> {
  const { data, dockerHost } = readSettings(process.env);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const own = dockerHost === null ? await acquireOwnEngine({ home: data, signal, say }) : null;
  const scratch = await mkdtemp(join(tmpdir(), 'dockgrade-bench-'));
  const leave = async () => {
    await rm(scratch, { recursive: true, force: true });
    await own?.release();
  };
  try {
    const repository = await makeRepository(scratch, signal);
    const assignment = join(ROOT, 'examples', 'node-postgres', 'assignment.yaml');
    const host = own?.host ?? dockerHost ?? '';
    return { host, netns: own?.netns ?? null, own: own !== null, repository, assignment, scratch, signal, leave };
  } catch (error) {
    await leave();
    throw error;
  }
}

/** Throws away what builds have left, so that the next one starts from the base images. */
export async function forgetBuilds(place: Place): Promise<void> {
  await docker(place, ['builder', 'prune', '--all', '--force'], place.signal);
}

/** Removes what a plain script left: its image when it came to its end, everything when it did not. Outside of any measurement. */
export async function removePlain(place: Place, project: string): Promise<void> {
  const signal = AbortSignal.timeout(60 * SECOND);
  await docker(place, ['compose', '--project-name', project, 'down', '--volumes'], signal);
  await docker(place, ['image', 'rm', '--force', `${project}-app`], signal);
}

async function docker({ host, scratch }: Place, args: string[], signal: AbortSignal): Promise<void> {
  const { exitCode, stderr } = await run('docker', args, {
    signal,
    timeout: 60 * SECOND,
    env: { DOCKER_HOST: host, HOME: scratch },
  });
  if (exitCode !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`);
}

/** The bundled solution as a student would have it: committed to git. */
async function makeRepository(scratch: string, signal: AbortSignal): Promise<string> {
  const folder = join(scratch, 'homework');
  await cp(join(ROOT, 'examples', 'node-postgres', 'solution'), folder, { recursive: true });
  const who = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com'];
  for (const args of [
    ['init', '--quiet'],
    ['add', '--all'],
    [...who, 'commit', '--quiet', '--message=homework'],
  ]) {
    const options = {
      signal,
      timeout: 10 * SECOND,
      cwd: folder,
      env: { HOME: scratch, GIT_CONFIG_GLOBAL: '/dev/null' },
    };
    const { exitCode, stderr } = await run('git', args, options);
    if (exitCode !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  }
  return folder;
}
