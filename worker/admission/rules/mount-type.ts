import type { ComposeService } from '../model.ts';
import { fieldsOf, hasControls, isKernels, listOf, textOf } from '../values.ts';
import type { Rule } from './rule.ts';

/** The kinds of mount that a stack of its own can have, and where they may appear in a container. */
export const mountType: Rule<ComposeService> = {
  id: 'mount-type',
  keys: [],
  apply({ value, refuse }) {
    for (const mount of listOf(value.volumes).map(fieldsOf)) {
      const type = textOf(mount.type) ?? '';
      const target = textOf(mount.target) ?? '';
      if (!['bind', 'volume', 'tmpfs'].includes(type)) {
        refuse(
          {
            en: `A mount of type \`${type}\` brings in something that is not part of this stack. Use a named volume or a folder of the repository.`,
            es: `Un montaje de tipo \`${type}\` trae algo que no es parte de este stack. Usa un volumen con nombre o una carpeta del repositorio.`,
          },
          'volumes',
          { has: type },
        );
      } else if (!isPlace(target)) {
        refuse(
          {
            en: `\`${target}\` is no place for a mount: use an absolute path in the container. (A volume with a name of one letter is read as a Windows drive; give it a longer one.)`,
            es: `\`${target}\` no es un lugar para un montaje: usa una ruta absoluta del contenedor. (Un volumen con nombre de una letra se lee como una unidad de Windows; dale uno más largo.)`,
          },
          'volumes',
          { has: target },
        );
      }
    }
  },
};

/** An absolute path without detours that does not hide what the kernel shows in a container. */
export function isPlace(path: string): boolean {
  if (!path.startsWith('/') || hasControls(path) || path.split('/').includes('..')) return false;
  return !isKernels(path);
}
