import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { ComposeBuild } from '../admission/model.ts';
import { plain } from '../admission/values.ts';
import { readInside } from '../resolve/inside.ts';
import { type Frontend, foreignFrontend, readByBuilder } from './frontend.ts';

const MAX_BYTES = 64 * 1024;

/** The file that is built from. */
export interface DockerfileCopy {
  /** Absolute; nothing is there when the submission has none. */
  path: string;
  /** As it was handed in. */
  text: string;
  foreign: Frontend | null;
}

/**
 * Copies a Dockerfile, and the list of what it leaves out, into a folder of their own. There lies nothing else that a builder would look for beside
 * it, such as a policy that it evaluates on this machine (`Dockerfile.rego`).
 *
 * @param root the run's copy of the repository
 */
export async function copyDockerfile(root: string, folder: string, build: ComposeBuild): Promise<DockerfileCopy> {
  await mkdir(folder, { recursive: true });
  const inline = build.dockerfile_inline;
  const source = resolve(plain(build.context ?? root), plain(build.dockerfile ?? 'Dockerfile'));
  const text = inline === undefined ? await readInside(root, source, MAX_BYTES) : plain(inline);
  const path = join(folder, inline === undefined ? basename(source) : 'Dockerfile');
  if (text === null) return { path, text: '', foreign: null };
  await writeFile(path, await readByBuilder(text));
  const ignored = inline === undefined ? await readInside(root, `${source}.dockerignore`, MAX_BYTES) : null;
  if (ignored !== null) await writeFile(`${path}.dockerignore`, ignored);
  return { path, text, foreign: foreignFrontend(text) };
}
