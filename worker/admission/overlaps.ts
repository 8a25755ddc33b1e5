import type { ComposeModel } from './model.ts';
import { isInside } from './paths.ts';
import type { Review } from './review.ts';
import { plain } from './values.ts';

export const COPIED_RULE = 'bind-copied';

/**
 * A container that may write to a folder could put a link in the place of something that another container mounts from inside it, and the engine
 * would follow it when that container is made anew. So whatever is mounted from inside a writable folder is mounted from a copy.
 */
export function separateOverlaps(review: Review, model: ComposeModel): void {
  const writable = Object.values(model.services)
    .flatMap((service) => service.volumes ?? [])
    .flatMap((mount) => (mount.type === 'bind' && mount.read_only !== true ? [plain(mount.source)] : []));
  const copies = new Map<string, string>();
  const separate = (source: string): string | undefined => {
    const from = plain(source);
    if (!writable.some((folder) => folder !== from && isInside(folder, from))) return undefined;
    const to = copies.get(from) ?? `${review.input.checkout}-mounts/${copies.size}`;
    copies.set(from, to);
    return to;
  };
  for (const [name, service] of Object.entries(model.services)) {
    for (const mount of service.volumes ?? []) {
      const copy = mount.type === 'bind' ? separate(mount.source) : undefined;
      if (mount.type !== 'bind' || copy === undefined) continue;
      review.note(COPIED_RULE, 'rewrite', ['services', name, 'volumes', { has: mount.target }], copied(mount.target));
      mount.source = copy;
    }
  }
  for (const file of [...Object.values(model.secrets), ...Object.values(model.configs)]) {
    if (file.file !== undefined) file.file = separate(file.file) ?? file.file;
  }
  moveTo(review, copies);
}

/** What does not exist yet is created where its copy would be. */
function moveTo({ preparation }: Review, copies: ReadonlyMap<string, string>): void {
  for (const [from, to] of copies) {
    const index = preparation.createFolders.indexOf(from);
    if (index !== -1) preparation.createFolders[index] = to;
    preparation.copies.push({ from, to });
  }
}

function copied(target: string) {
  return {
    en: `\`${target}\` comes from a copy here, because another mount lets a container write to the folder that it lies in.`,
    es: `\`${target}\` viene aquí de una copia, porque otro montaje permite que un contenedor escriba en la carpeta que lo contiene.`,
  };
}
