import type { ComposeNetwork } from '../model.ts';
import { isUnset, textOf } from '../values.ts';
import type { Rule } from './rule.ts';

/** Networks of the stack itself, under a name of ours. */
export const networkExternal: Rule<ComposeNetwork> = {
  id: 'network-external',
  keys: ['external', 'name'],
  apply({ name, value, out, review, refuse, note }) {
    const { project } = review.input;
    out.name = `${project}_${name}`;
    out.labels = { ...review.input.labels };
    if (!isUnset(value.external)) {
      refuse(
        {
          en: `The network \`${name}\` is \`external\`: it exists on your computer only. Remove \`external\`, and Compose creates it.`,
          es: `La red \`${name}\` es \`external\`: solo existe en tu computadora. Quita \`external\` y Compose la crea.`,
        },
        'external',
      );
    } else if (!isUnset(value.name) && value.name !== `${textOf(review.model.name)}_${name}`) {
      note(
        'rewrite',
        {
          en: `The network \`${name}\` has another name on this machine; inside your stack nothing changes.`,
          es: `La red \`${name}\` tiene otro nombre en esta máquina; dentro de tu stack nada cambia.`,
        },
        'name',
      );
    }
  },
};
