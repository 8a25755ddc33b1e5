import type { ComposeMount, ComposeService } from '../model.ts';
import { fieldsOf, isUnset, listOf, textOf } from '../values.ts';
import type { Rule } from './rule.ts';

/** Volumes that the file declares. Anonymous ones stay anonymous: whether data survives in them is what the homework is about. */
export const namedVolume: Rule<ComposeService> = {
  id: 'named-volume',
  keys: [],
  apply({ value, out, review, refuse }) {
    const declared = fieldsOf(review.model.volumes);
    for (const mount of listOf(value.volumes).map(fieldsOf)) {
      if (mount.type !== 'volume') continue;
      const target = textOf(mount.target) ?? '';
      const source = textOf(mount.source);
      const subpath = textOf(fieldsOf(mount.volume).subpath);
      const known = isUnset(source) || Object.hasOwn(declared, source ?? '');
      const inside = subpath === undefined || (!subpath.startsWith('/') && !subpath.split('/').includes('..'));
      if (!known || !inside) {
        refuse(
          {
            en: `The volume \`${source}\` must be declared under \`volumes:\` at the end of the file, and a \`subpath\` must lie inside it.`,
            es: `El volumen \`${source}\` debe declararse en \`volumes:\` al final del archivo, y un \`subpath\` debe estar dentro de él.`,
          },
          'volumes',
          { has: target },
        );
        continue;
      }
      const rebuilt: ComposeMount = { type: 'volume', target, volume: {} };
      if (!isUnset(source)) rebuilt.source = source;
      if (mount.read_only === true) rebuilt.read_only = true;
      if (fieldsOf(mount.volume).nocopy === true) rebuilt.volume.nocopy = true;
      if (subpath !== undefined) rebuilt.volume.subpath = subpath;
      out.volumes = [...(out.volumes ?? []), rebuilt];
    }
  },
};
