import type { ComposeService } from '../model.ts';
import { textOf } from '../values.ts';
import type { Rule } from './rule.ts';
import { addAliases } from './service-networks.ts';

/** Container names are unique on a whole machine. Many applications use theirs as a host name, so it stays one. */
export const containerName: Rule<ComposeService> = {
  id: 'container-name',
  keys: ['container_name'],
  apply(desk) {
    const name = textOf(desk.value.container_name);
    if (name === undefined || name === '') return;
    if (name !== desk.name) {
      for (const network of Object.keys(desk.out.networks ?? {})) addAliases(desk, network, [name]);
    }
    desk.note(
      'rewrite',
      {
        en: `Two containers cannot have the same name on one machine, so \`${name}\` became a further host name of the service \`${desk.name}\`.`,
        es: `Dos contenedores no pueden tener el mismo nombre en una máquina, así que \`${name}\` pasó a ser otro nombre de host del servicio \`${desk.name}\`.`,
      },
      'container_name',
    );
  },
};
