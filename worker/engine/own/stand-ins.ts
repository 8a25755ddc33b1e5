import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ExecaError, execa } from 'execa';
import { DockgradeError } from '../../../src/core/errors.ts';
import { buildBaseImage } from './base-image.ts';
import { withLock } from './lock.ts';
import { buildStandIn, STAND_IN_LABEL } from './stand-in-build.ts';
import { BASE_IMAGE, STAND_INS, type StandIn } from './stand-in-list.ts';

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
 * Builds the stand-ins that are wanted and missing, and what they are built on; other processes wait. Returns the tags
 * that are new.
 *
 * @throws DockgradeError `registry-unreachable` with the last words of the build; the signal's reason
 */
export async function ensureStandIns(options: StandInOptions): Promise<string[]> {
  const lock = join(dirname(fileURLToPath(options.host.replace('unix:', 'file:'))), 'stand-ins.lock');
  return await withLock(lock, options.signal, async () => {
    const present = await presentTags(options);
    const wanted = options.images.map(shortName);
    const missing = missingFor(wanted, present);
    const built: string[] = [];
    if (!present.has(BASE_IMAGE) && (missing.length > 0 || wanted.includes(BASE_IMAGE))) {
      await told(options, BASE_IMAGE, () => buildBaseImage(options.host, STAND_IN_LABEL, options.signal));
      built.push(BASE_IMAGE);
    }
    await buildAll(missing, options.signal, async (standIn, signal) => {
      await told(options, standIn.tags[0] ?? standIn.folder, () => buildStandIn(standIn, options.host, signal));
      built.push(...standIn.tags);
    });
    return built;
  });
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

/** The stand-ins for the wanted names that are not there, and those that they are built on. */
function missingFor(wanted: readonly string[], present: ReadonlySet<string>): StandIn[] {
  const missing = STAND_INS.filter(({ tags }) => tags.some((tag) => wanted.includes(tag) && !present.has(tag)));
  const beneath = new Set(missing.map(({ on }) => on));
  return STAND_INS.filter((standIn) => {
    const isBeneath = beneath.has(standIn.folder) && standIn.tags.some((tag) => !present.has(tag));
    return isBeneath || missing.includes(standIn);
  });
}

/**
 * Works on a few at a time, in order: a build waits for the network as much as for the processor. One that is built on
 * another waits for it. The first failure ends all.
 */
async function buildAll(
  standIns: readonly StandIn[],
  signal: AbortSignal,
  build: (standIn: StandIn, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const queue = [...standIns];
  const begun = new Map<string, Promise<void>>();
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const standIn = next;
      const beneath = begun.get(standIn.on ?? '') ?? Promise.resolve();
      const building = beneath.then(() => build(standIn, either));
      begun.set(standIn.folder, building);
      await building;
    }
  };
  const working = Array.from({ length: AT_ONCE }, () => worker().catch((error) => failed.abort(error)));
  await Promise.all(working);
  either.throwIfAborted();
}

async function presentTags({ host, signal }: StandInOptions): Promise<Set<string>> {
  const { stdout } = await execa('docker', ['--host', host, 'image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'], {
    cancelSignal: signal,
  });
  return new Set(stdout.split('\n'));
}

/** Builds one, and tells before and after. */
async function told({ say, signal }: StandInOptions, name: string, work: () => Promise<void>): Promise<void> {
  say(`building a stand-in for ${name}`);
  const began = Date.now();
  try {
    await work();
  } catch (error) {
    signal.throwIfAborted();
    const words = error instanceof ExecaError ? `${error.all || error.stderr || error.message}` : String(error);
    const lines = words.trim().split('\n');
    // What apt and npm call an error says more than what they print last.
    const errors = lines.filter((line) => /(^| )(E: |npm (error|ERR!) \S)/.test(line)).slice(0, 4);
    throw new DockgradeError(
      'registry-unreachable',
      `No image registry answers, and no stand-in for ${name} could be built:\n${(errors.length > 0 ? errors : lines.slice(-5)).join('\n')}`,
      { cause: error, remedy: "Stand-ins need a Debian mirror and the npm registry: check this machine's network." },
    );
  }
  say(`built a stand-in for ${name} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

/** `docker.io/library/node` → `node:latest`. */
function shortName(image: string): string {
  const name = image.replace(/^(docker\.io\/|index\.docker\.io\/)?(library\/)?/, '');
  return name.includes(':') ? name : `${name}:latest`;
}
