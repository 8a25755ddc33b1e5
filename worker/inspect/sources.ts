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
  { Mounts }: Pick<Container, 'Mounts'>,
): Promise<Mismatch[]> {
  const binds = Mounts.filter(({ Type }) => Type === 'bind');
  const found = await Promise.all(binds.map(({ Source }) => lookUp(folder, Source)));
  return binds.flatMap(({ Destination }, at) => {
    const place = found[at];
    // What is missing is the engine's to complain about.
    if (place === undefined || ['file', 'folder', 'missing'].includes(place.kind)) return [];
    const actual = place.kind === 'link' ? `a symbolic link at ${place.through}` : place.kind;
    return [
      {
        object: `container ${name}`,
        field: `Mounts[${Destination}].Source`,
        expected: 'a file or folder of the run',
        actual,
      },
    ];
  });
}
