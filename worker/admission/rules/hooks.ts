import type { ComposeService } from '../model.ts';
import { askedFor, type Rule } from './rule.ts';

/** Hooks may run privileged, and `pre_start` makes a container that carries none of our limits. */
export const hooks: Rule<ComposeService> = {
  id: 'hooks',
  keys: ['pre_start', 'post_start', 'pre_stop'],
  apply({ value, refuse }) {
    for (const key of askedFor(value, this.keys)) {
      refuse(
        {
          en: `\`${key}\` runs a program outside the life of the container. Do that work in the image's entrypoint, or in a service that runs once.`,
          es: `\`${key}\` ejecuta un programa fuera de la vida del contenedor. Haz ese trabajo en el entrypoint de la imagen o en un servicio que se ejecute una vez.`,
        },
        key,
      );
    }
  },
};
