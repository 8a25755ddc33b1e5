import { lookUp } from '../admission/paths.ts';
import type { Container } from '../engine/engine.ts';
import type { Mismatch } from './mismatch.ts';

/**
 * Where the mounted files and folders of a container lie at this moment: below the folder of the run, reached without a single link. The engine follows
 * links each time that a container starts, so this is looked at each time before one does (threats.md 0.12).
 * @param folder of the run, a real path
 */
export async function sourceMismatches(
  folder: string,
  name: string,
  { HostConfig: { Mounts, Binds } }: Pick<Container, 'HostConfig'>,
): Promise<Mismatch[]> {
  // As they were asked for: what the engine tells of them later may be the path in a virtual machine of its own.
  const long = (Mounts ?? [])
    .filter(({ Type }) => Type === 'bind')
    .map(({ Source, Target }) => [Source, Target] as const);
  const short = (Binds ?? []).filter((bind) => bind.startsWith('/')).map((bind) => bind.split(':'));
  const found = [...long, ...short].map(async ([source = '', target = '']) => {
    const place = await lookUp(folder, source);
    // What is missing is the engine's to complain about.
    if (['file', 'folder', 'missing'].includes(place.kind)) return [];
    const actual = place.kind === 'link' ? `a symbolic link at ${place.through}` : place.kind;
    const object = `container ${name}`;
    return [{ object, field: `Mounts[${target}].Source`, expected: 'a file or folder of the run', actual }];
  });
  return (await Promise.all(found)).flat();
}
