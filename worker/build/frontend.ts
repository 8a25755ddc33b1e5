import { join } from 'node:path';
import type { DockerfileFacts } from '../../src/core/evidence/index.ts';
import { registryAnswers } from '../engine/own/stand-ins.ts';
import { readInside, writeInside } from '../resolve/inside.ts';

const MAX_BYTES = 64 * 1024;
const DIRECTIVE = /^#\s*\w+\s*=/;
/** Docker's own program for reading Dockerfiles, in whatever version; the builder has one inside. */
const OFFICIAL = /^#\s*syntax\s*=\s*(docker\.io\/)?docker\/dockerfile([:@]\S*)?\s*$/i;

/**
 * `# syntax=docker/dockerfile:1` has the builder fetch the program that reads the Dockerfile. Where no registry answers, the builder's own one
 * takes its place: it is the same program, and the image is built as it would be elsewhere.
 * @param root the run's copy of the repository; what was handed in stays as it is
 */
export async function readByBuilder(root: string, dockerfiles: readonly DockerfileFacts[]): Promise<void> {
  for (const path of new Set(dockerfiles.map(({ file }) => join(root, file)))) {
    const text = await readInside(root, path, MAX_BYTES);
    const without = text && withoutSyntax(text);
    if (without && !(await registryAnswers())) await writeInside(root, path, without);
  }
}

/** The same lines, so that line numbers stay right; null when nothing has to change. A comment ends the directives, so it follows them. */
export function withoutSyntax(text: string): string | null {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !DIRECTIVE.test(line));
  const directives = lines.slice(0, end === -1 ? lines.length : end);
  const kept = directives.filter((line) => !OFFICIAL.test(line));
  if (kept.length === directives.length) return null;
  const comments = directives.slice(kept.length).map(() => '#');
  return [...kept, ...comments, ...lines.slice(directives.length)].join('\n');
}
