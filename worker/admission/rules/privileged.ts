import type { ComposeService } from '../model.ts';
import { askedFor, type Rule } from './rule.ts';

/** A privileged container is the machine itself. */
export const privileged: Rule<ComposeService> = {
  id: 'privileged',
  keys: ['privileged'],
  apply({ value, refuse }) {
    for (const key of askedFor(value, this.keys)) {
      refuse(
        {
          en: '`privileged` gives the container the whole machine. A web application or a database never needs it: remove the line.',
          es: '`privileged` le da al contenedor toda la máquina. Una aplicación web o una base de datos nunca lo necesita: quita la línea.',
        },
        key,
      );
    }
  },
};
