import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { buildBaseImage } from './base-image.ts';
import { BASE_IMAGE, STAND_IN_NAMES, STAND_INS, type StandIn } from './stand-in-list.ts';

const FOLDER = resolve(import.meta.dirname, '../../../stand-ins');
const LABEL = 'dev.dockgrade.stand-in=1';
const AT_ONCE = 2;

export interface StandInOptions {
  /** The own engine, `unix:///…`; a user's engine must never get stand-ins. */
  host: string;
  /** Names as in a Dockerfile or Compose file; those that nothing stands for are passed over. */
  images: readonly string[];
  say: (line: string) => void;
  signal: AbortSignal;
}

/**
 * Builds the stand-ins that are wanted and missing. Returns the tags that are new.
 *
 * @throws execa's error with the build's output; the signal's reason
 */
export async function ensureStandIns(options: StandInOptions): Promise<string[]> {
  const present = await presentTags(options);
  const wanted = options.images.map(shortName).filter((name) => STAND_IN_NAMES.includes(name) && !present.has(name));
  if (wanted.length === 0) return [];
  const built: string[] = [];
  if (!present.has(BASE_IMAGE)) {
    await timed(options, BASE_IMAGE, () => buildBaseImage(options.host, LABEL, options.signal));
    built.push(BASE_IMAGE);
  }
  const queue = STAND_INS.filter(({ tags }) => tags.some((tag) => wanted.includes(tag)));
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const standIn = next;
      await timed(options, standIn.tags[0] ?? standIn.folder, () => build(standIn, options));
      built.push(...standIn.tags);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return built;
}

/** Whether Docker's own registry can be asked; an answer of any kind counts. */
export async function registryAnswers(): Promise<boolean> {
  try {
    await fetch('https://registry-1.docker.io/v2/', { signal: AbortSignal.timeout(3000) });
    return true;
  } catch {
    return false;
  }
}

async function presentTags({ host, signal }: StandInOptions): Promise<Set<string>> {
  const { stdout } = await execa('docker', ['--host', host, 'image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'], {
    cancelSignal: signal,
  });
  return new Set(stdout.split('\n'));
}

async function build(standIn: StandIn, { host, signal }: StandInOptions): Promise<void> {
  const packages = await mkdtemp(join(tmpdir(), 'dockgrade-stand-in-'));
  try {
    if (standIn.folder === 'node') await packNode(packages, signal);
    const tags = standIn.tags.flatMap((tag) => ['--tag', tag]);
    const context = ['--build-context', `packages=${packages}`, join(FOLDER, standIn.folder)];
    await execa('docker', ['--host', host, 'build', '--progress', 'plain', '--label', LABEL, ...tags, ...context], {
      cancelSignal: signal,
      all: true,
    });
  } finally {
    await rm(packages, { recursive: true, force: true });
  }
}

/** Fetches Node and npm as this machine's npm fetches anything, and passes on which registry that is. */
async function packNode(folder: string, signal: AbortSignal): Promise<void> {
  const npm = (...args: string[]) => execa('npm', args, { cwd: folder, cancelSignal: signal });
  await npm('pack', `node-linux-${process.arch}@24.21.0`, 'npm@11.21.2');
  const { stdout: registry } = await npm('config', 'get', 'registry');
  await writeFile(
    join(folder, 'npmrc'),
    `registry=${registry}\ncafile=/usr/local/share/ca-certificates/machine.crt\nupdate-notifier=false\n`,
  );
}

async function timed({ say }: StandInOptions, name: string, work: () => Promise<void>): Promise<void> {
  say(`building a stand-in for ${name}`);
  const began = Date.now();
  await work();
  say(`built a stand-in for ${name} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

/** `docker.io/library/node` → `node:latest`. */
function shortName(image: string): string {
  const name = image.replace(/^(docker\.io\/|index\.docker\.io\/)?(library\/)?/, '');
  return name.includes(':') ? name : `${name}:latest`;
}
