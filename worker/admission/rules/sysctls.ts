import type { ComposeService } from '../model.ts';
import { fieldsOf, numberOf } from '../values.ts';
import type { Rule } from './rule.ts';

/** Settings of the kernel. The length of a listen queue is the only one that stays inside the container and that files ask for. */
export const sysctls: Rule<ComposeService> = {
  id: 'sysctls',
  keys: ['sysctls'],
  apply({ value, out, refuse }) {
    for (const [name, setting] of Object.entries(fieldsOf(value.sysctls))) {
      const number = numberOf(setting);
      if (name === 'net.core.somaxconn' && number !== undefined && number > 0 && number <= 65_535) {
        out.sysctls = { [name]: String(number) };
        continue;
      }
      refuse(
        {
          en: `\`sysctls: ${name}\` changes the kernel of the machine. Remove it (only \`net.core.somaxconn\` up to 65535 is possible here).`,
          es: `\`sysctls: ${name}\` cambia el kernel de la máquina. Quítalo (aquí solo es posible \`net.core.somaxconn\` hasta 65535).`,
        },
        'sysctls',
        { has: name },
      );
    }
  },
};
