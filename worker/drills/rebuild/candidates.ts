import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { DockerfileFacts } from '../../../src/core/evidence/index.ts';
import type { ComposeBuild, ComposeService } from '../../admission/model.ts';
import { plain } from '../../admission/values.ts';
import { copied } from './copied.ts';
import { ignoring } from './ignored.ts';
import { rankSources } from './rank.ts';
import { filesBelow } from './walk.ts';

const MAX_TRIED = 3;
/** Of how many it is asked whether they reach the image. */
const MAX_LOOKED_AT = 500;

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
    const folder = plain(source);
    const [isCopied, isIgnored] = [copied(dockerfile, name), ignoring(await ignoreFile(folder, build, dockerfile))];
    const words = [...commandsOf(service, dockerfile), ...(await packageWords(folder))];
    const ranked = rankSources(await filesBelow(folder), words).slice(0, MAX_LOOKED_AT);
    const reaching = ranked.filter((path) => isCopied(path) && !isIgnored(path));
    found.push(...reaching.slice(0, MAX_TRIED).map((path) => join(folder, path)));
  }
  return found.slice(0, MAX_TRIED);
}

/** A file named after the Dockerfile takes the place of the general one. */
async function ignoreFile(folder: string, build: ComposeBuild, { file }: DockerfileFacts): Promise<string> {
  const own = build.dockerfile_inline === undefined ? join(folder, `${build.dockerfile ?? file}.dockerignore`) : null;
  return (own && (await text(own))) ?? (await text(join(folder, '.dockerignore'))) ?? '';
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
    const { main, scripts } = packageFile.parse(JSON.parse((await text(join(folder, 'package.json'))) ?? '{}'));
    return [main, scripts?.start].filter((words) => words !== undefined);
  } catch {
    return [];
  }
}

async function text(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}
