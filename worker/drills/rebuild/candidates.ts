import { lstat, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { DockerfileFacts } from '../../../src/core/evidence/index.ts';
import type { ComposeBuild, ComposeService } from '../../admission/model.ts';
import { plain } from '../../admission/values.ts';
import { readInside } from '../../resolve/inside.ts';
import { copied } from './copied.ts';
import { ignoring } from './ignored.ts';
import { rankSources } from './rank.ts';
import { filesBelow } from './walk.ts';

const MAX_TRIED = 3;
/** Of how many it is asked whether they reach the image. */
const MAX_LOOKED_AT = 500;
/** Bytes of a file that people write. */
const MAX_BYTES = 1024 * 1024;

/**
 * The source files of a service that its image is most likely made from, best first. Absolute paths.
 * @param service as it stands in the file that is built
 */
export async function sourceCandidates(service: ComposeService, dockerfile: DockerfileFacts): Promise<string[]> {
  const { build = {} } = service;
  const contexts = [[null, build.context] as const, ...Object.entries(build.additional_contexts ?? {})];
  const found: string[] = [];
  for (const [name, source] of contexts) {
    if (!source?.startsWith('/')) continue;
    const folder = await realpath(plain(source)).catch(() => null);
    if (folder === null) continue;
    const [isCopied, isIgnored] = [copied(dockerfile, name), ignoring(await ignoreFile(folder, build, dockerfile))];
    const words = [...commandsOf(service, dockerfile), ...(await packageWords(folder))];
    const ranked = rankSources(await filesBelow(folder), words).slice(0, MAX_LOOKED_AT);
    const reaching = ranked.filter((path) => isCopied(path) && !isIgnored(path)).map((path) => join(folder, path));
    const sizes = await Promise.all(reaching.map(async (path) => (await lstat(path)).size));
    found.push(...reaching.filter((_, at) => (sizes[at] ?? 0) <= MAX_BYTES).slice(0, MAX_TRIED));
  }
  return found.slice(0, MAX_TRIED);
}

/** A file named after the Dockerfile takes the place of the general one. */
async function ignoreFile(folder: string, build: ComposeBuild, { file }: DockerfileFacts): Promise<string> {
  const own = build.dockerfile_inline === undefined ? `${build.dockerfile ?? file}.dockerignore` : null;
  return (own && (await text(folder, own))) ?? (await text(folder, '.dockerignore')) ?? '';
}

function commandsOf({ command = [], entrypoint = [] }: ComposeService, { instructions }: DockerfileFacts): string[] {
  const written = instructions.filter(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
  return [...command, ...entrypoint, ...written.map(({ text }) => text)];
}

const packageFile = z.looseObject({
  main: z.string().optional().catch(undefined),
  scripts: z.record(z.string(), z.string()).optional().catch(undefined),
});

/** What `npm start` starts, and what `main` names. */
async function packageWords(folder: string): Promise<string[]> {
  try {
    const { main, scripts } = packageFile.parse(JSON.parse((await text(folder, 'package.json')) ?? '{}'));
    return [main, scripts?.start].filter((words) => words !== undefined);
  } catch {
    return [];
  }
}

/** A link may lead to a device that never ends. */
async function text(folder: string, path: string): Promise<string | null> {
  return readInside(folder, resolve(folder, path), MAX_BYTES);
}
