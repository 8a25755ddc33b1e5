import type { ComposeService } from '../model.ts';
import { isUnset } from '../values.ts';
import type { Rule } from './rule.ts';

/** A service lives in the networks of its own stack, or in none. `net` is the key of old files. */
export const networkMode: Rule<ComposeService> = {
  id: 'network-mode',
  keys: ['network_mode', 'net'],
  apply({ value, out, refuse, note }) {
    const key = isUnset(value.network_mode) ? 'net' : 'network_mode';
    const mode = value[key];
    if (isUnset(mode)) return;
    if (mode === 'none') {
      out.network_mode = 'none';
    } else if (mode === 'bridge' || mode === 'default') {
      note(
        'rewrite',
        {
          en: `\`network_mode: ${mode}\` is the network that all containers of a machine share. The service joins the network of its own stack instead.`,
          es: `\`network_mode: ${mode}\` es la red que comparten todos los contenedores de una máquina. El servicio se une a la red de su propio stack.`,
        },
        key,
      );
    } else {
      refuse(
        {
          en: `\`network_mode: ${mode}\` puts the service into a network that is not its own. Remove the line: the services of a stack reach each other by name.`,
          es: `\`network_mode: ${mode}\` pone el servicio en una red que no es suya. Quita la línea: los servicios de un stack se alcanzan por su nombre.`,
        },
        key,
      );
    }
  },
};
