import type { ComposeService } from '../model.ts';
import { askedFor, type Rule } from './rule.ts';

/** Inside the sandbox the engine's resolver knows the services of the stack, and there is no host to reach. */
export const nameResolution: Rule<ComposeService> = {
  id: 'name-resolution',
  keys: ['extra_hosts', 'dns', 'dns_opt', 'dns_search'],
  apply({ value, note }) {
    for (const key of askedFor(value, this.keys)) {
      note(
        'strip',
        {
          en: `\`${key}\` is left out: the stack runs apart from the machine and finds its services by their names.`,
          es: `\`${key}\` se omite: el stack funciona separado de la máquina y encuentra sus servicios por sus nombres.`,
        },
        key,
      );
    }
  },
};
