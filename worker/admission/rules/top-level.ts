import type { Review } from '../review.ts';
import { entriesOf, isUnset } from '../values.ts';
import type { Rule } from './rule.ts';

const MOST = { networks: 4, volumes: 20, secrets: 20, configs: 20 };

/** What stands beside the services. `name`, `version` and `include` have done their work when Compose resolved the file. */
export const topLevel: Rule<Review> = {
  id: 'top-level',
  keys: ['name', 'version', 'include', 'models', ...Object.keys(MOST)],
  apply({ value, refuse }) {
    if (!isUnset(value.models)) {
      refuse(
        {
          en: '`models` downloads and runs language models on the machine. Remove it: the homework needs none.',
          es: '`models` descarga y ejecuta modelos de lenguaje en la máquina. Quítalo: la tarea no los necesita.',
        },
        'models',
      );
    }
    for (const [key, most] of Object.entries(MOST)) {
      const names = entriesOf(value[key]).map(([name]) => name);
      if (names.length > most) {
        refuse(
          {
            en: `The file has ${names.length} \`${key}\`; here it may have ${most}.`,
            es: `El archivo tiene ${names.length} en \`${key}\`; aquí puede tener ${most}.`,
          },
          key,
        );
      }
      for (const name of names.filter((candidate) => !/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,62}$/.test(candidate))) {
        refuse(
          {
            en: `\`${name}\` cannot be a name under \`${key}\`: use letters, digits, \`-\`, \`_\` and \`.\`, 63 at most.`,
            es: `\`${name}\` no puede ser un nombre en \`${key}\`: usa letras, números, \`-\`, \`_\` y \`.\`, 63 como máximo.`,
          },
          key,
          name,
        );
      }
    }
  },
};
