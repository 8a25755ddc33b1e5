import type { ComposeService } from '../model.ts';
import { askedFor, type Rule } from './rule.ts';

/** Which runtime isolates a container is the operator's decision. */
export const runtime: Rule<ComposeService> = {
  id: 'runtime',
  keys: ['runtime', 'isolation'],
  apply({ value, out, review, refuse }) {
    const { runtime: chosen } = review.input;
    if (chosen !== null) out.runtime = chosen;
    for (const key of askedFor(value, this.keys)) {
      if (value[key] === 'default' || (key === 'runtime' && value[key] === chosen)) continue;
      refuse(
        {
          en: `\`${key}: ${value[key]}\` chooses how containers are isolated, and that belongs to the machine. Remove the line.`,
          es: `\`${key}: ${value[key]}\` elige cómo se aíslan los contenedores, y eso le corresponde a la máquina. Quita la línea.`,
        },
        key,
      );
    }
  },
};
