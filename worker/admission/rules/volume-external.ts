import { isUnset, textOf } from '../values.ts';
import type { Rule } from './rule.ts';

/** A volume of the run, under a name of ours. */
export interface RebuiltVolume {
  name: string;
  labels: Record<string, string>;
}

/** Volumes of the stack itself: a name of the student's could be another student's data. */
export const volumeExternal: Rule<RebuiltVolume> = {
  id: 'volume-external',
  keys: ['external', 'name'],
  apply({ name, value, out, review, refuse, note }) {
    out.name = `${review.input.project}_${name}`;
    out.labels = { ...review.input.labels };
    if (!isUnset(value.external)) {
      refuse(
        {
          en: `The volume \`${name}\` is \`external\`: it exists on your computer only. Remove \`external\`, and Compose creates it.`,
          es: `El volumen \`${name}\` es \`external\`: solo existe en tu computadora. Quita \`external\` y Compose lo crea.`,
        },
        'external',
      );
    } else if (!isUnset(value.name) && value.name !== `${textOf(review.model.name)}_${name}`) {
      note(
        'rewrite',
        {
          en: `The volume \`${name}\` has another name on this machine; inside your stack nothing changes.`,
          es: `El volumen \`${name}\` tiene otro nombre en esta máquina; dentro de tu stack nada cambia.`,
        },
        'name',
      );
    }
  },
};
