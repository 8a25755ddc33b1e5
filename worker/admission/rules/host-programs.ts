import type { ComposeService } from '../model.ts';
import { askedFor, type Rule } from './rule.ts';

/** Keys that make Compose run a program on the machine, or hand the engine itself to a container. */
export const hostPrograms: Rule<ComposeService> = {
  id: 'host-programs',
  keys: ['provider', 'models', 'use_api_socket'],
  apply({ value, refuse }) {
    for (const key of askedFor(value, this.keys)) {
      refuse(
        {
          en: `\`${key}\` reaches out of the container to the machine that runs the stack. Remove it and use a normal service with an image.`,
          es: `\`${key}\` sale del contenedor hacia la máquina que ejecuta el stack. Quítalo y usa un servicio normal con una imagen.`,
        },
        key,
      );
    }
  },
};
