import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { programAt } from '../sealed/programs.ts';

const PROGRAM = join(import.meta.dirname, 'inside.ts');
const INSIDE = '/proof/inside.mts';
/** Where this machine's Node cannot run in a container. */
const BASE = 'node:24-bookworm-slim';

/** An image in which `inside.ts` runs. */
export interface ProofImage {
  /** Folder of its context. Its last stage tries ATTEMPTS while it is built; the one before it, `image`, is what containers run. */
  context: string;
  /** What it starts from; null: nothing is needed that is not here. */
  base: string | null;
  /** How the program is called, before its arguments. */
  command: string[];
}

/**
 * The context of that image. On Linux it holds the Node that runs here with its libraries, so that it needs no registry. It stays where it is in the data folder: a
 * builder that knows it already takes it from its cache.
 *
 * @param folder of a run, in which it is made
 */
export async function proofImage(home: string, folder: string, signal: AbortSignal): Promise<ProofImage> {
  const local = process.platform === 'linux';
  const base = local ? null : BASE;
  const command = [local ? process.execPath : 'node', INSIDE];
  const dockerfile = [
    `FROM ${base ?? 'scratch'} AS image`,
    'COPY root /',
    'FROM image',
    'ARG ATTEMPTS',
    // No two proofs share a step.
    'ARG PROOF',
    `RUN ${JSON.stringify([...command, 'try'])}\n`,
  ].join('\n');
  const all = join(home, 'proof');
  await mkdir(all, { recursive: true });
  const context = join(await realpath(all), await digestOf(dockerfile));
  if (!existsSync(context)) await layOut(context, join(folder, 'context'), dockerfile, local, signal);
  return { context, base, command };
}

/** In one step, so that it is there as a whole or not at all. Those of earlier versions go. */
async function layOut(
  context: string,
  fresh: string,
  dockerfile: string,
  local: boolean,
  signal: AbortSignal,
): Promise<void> {
  const earlier = (await readdir(dirname(context))).filter((name) => name !== basename(context));
  const program = local ? await programAt(process.execPath, signal) : null;
  for (const file of program ? [program.path, ...program.libraries] : []) await put(file, join(fresh, 'root', file));
  await put(PROGRAM, join(fresh, 'root', INSIDE));
  await writeFile(join(fresh, 'Dockerfile'), dockerfile);
  for (const name of earlier) await rm(join(dirname(context), name), { recursive: true, force: true });
  await rename(fresh, context).catch(async (error: unknown) => {
    // Another process was faster.
    if (!existsSync(context)) throw error;
  });
}

async function digestOf(dockerfile: string): Promise<string> {
  const { size, mtimeMs } = await stat(process.execPath);
  const parts = [dockerfile, await readFile(PROGRAM, 'utf8'), process.version, size, mtimeMs];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}

async function put(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}
