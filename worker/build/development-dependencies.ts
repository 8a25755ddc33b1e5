import { join } from 'node:path';
import { z } from 'zod';
import { readInside } from '../resolve/inside.ts';

/** Names of packages that are there for development alone. */
export type DevelopmentDependencies = readonly string[];

const names = z.record(z.string(), z.unknown()).optional().catch(undefined);
const packageFile = z.looseObject({ dependencies: names, optionalDependencies: names, devDependencies: names });
const lockFile = z.looseObject({ packages: z.record(z.string(), z.looseObject({ dev: z.unknown() })).catch({}) });

const MAX_BYTES = 8 * 1024 * 1024;
/** A few tell what all would: they are installed together. */
const MAX_NAMES = 4;

/** The first of a package.json's development dependencies; those that a lock file needs for the application itself too are left out. */
export async function developmentDependencies(root: string, folder: string): Promise<DevelopmentDependencies> {
  const read = async <Out>(name: string, schema: z.ZodType<Out>) => {
    try {
      return schema.parse(JSON.parse((await readInside(root, join(folder, name), MAX_BYTES)) ?? '{}'));
    } catch {
      return null;
    }
  };
  const file = await read('package.json', packageFile);
  const { packages = {} } = (await read('package-lock.json', lockFile)) ?? {};
  const needed = { ...file?.dependencies, ...file?.optionalDependencies };
  return Object.keys(file?.devDependencies ?? {})
    .filter((name) => !(name in needed))
    .filter((name) => packages[`node_modules/${name}`] === undefined || packages[`node_modules/${name}`]?.dev === true)
    .sort((a, b) => Number(a.startsWith('@types/')) - Number(b.startsWith('@types/')))
    .slice(0, MAX_NAMES);
}
