import type { ComposeBuild } from '../../model.ts';
import { askedFor, type Rule } from '../rule.ts';

/** A build runs like a container: in a network of its own, without rights over the machine. */
export const buildPrivileges: Rule<ComposeBuild> = {
  id: 'build-privileges',
  keys: ['network', 'privileged', 'entitlements'],
  apply({ value, out, refuse, review }) {
    if (review.input.buildNetwork === 'closed') out.network = 'none';
    for (const key of askedFor(value, this.keys)) {
      if (key === 'network' && value.network === 'default') continue;
      if (key === 'network' && value.network === 'none') {
        out.network = 'none';
        continue;
      }
      refuse(
        {
          en: `\`build: ${key}\` gives a build rights over the machine. Remove it: installing packages and copying files needs none.`,
          es: `\`build: ${key}\` le da a un build derechos sobre la máquina. Quítalo: instalar paquetes y copiar archivos no los necesita.`,
        },
        key,
      );
    }
  },
};
