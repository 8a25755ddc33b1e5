import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { isInside } from '../admission/paths.ts';
import { readInside } from '../resolve/inside.ts';
import { isSecret } from '../resolve/secrets.ts';

/** A file that holds secrets: `path` within the build context, and what the secrets are called. */
export interface SecretFile {
  path: string;
  names: readonly string[];
}

const MAX_BYTES = 64 * 1024;
const MAX_FILES = 50;
const EXAMPLE = /(example|template|sample|dist)$/i;
const modelWithSecrets = z.looseObject({
  secrets: z.record(z.string(), z.looseObject({ file: z.string().optional() })).default({}),
});

/**
 * The files of a build context that no image should hold: `.env` with a password in it, and what the Compose file mounts as a secret.
 * @param root real path of the repository's copy
 * @param model as Compose's loader gives it
 */
export async function secretFiles(root: string, folder: string, model: unknown): Promise<SecretFile[]> {
  const inFolder = await readdir(folder).catch(() => []);
  const env = inFolder
    .filter((name) => (/^\.env(\..+)?$/.test(name) && !EXAMPLE.test(name)) || name === '.npmrc')
    .slice(0, MAX_FILES);
  const files: SecretFile[] = [];
  for (const path of env) {
    const text = (await readInside(root, join(folder, path), MAX_BYTES)) ?? '';
    const names = [...text.matchAll(LINE)].flatMap(([, name = '', value = '']) =>
      isSecret(name, value) ? [name] : [],
    );
    if (names.length > 0) files.push({ path, names });
  }
  for (const [name, { file }] of Object.entries(modelWithSecrets.parse(model).secrets)) {
    if (file !== undefined && isInside(folder, file)) files.push({ path: relative(folder, file), names: [name] });
  }
  return files;
}

const LINE = /^[ \t]*(?:export[ \t]+)?(?:\/\/\S*:)?([\w.-]+)[ \t]*=[ \t]*["']?([^\r\n"']*)/gm;
